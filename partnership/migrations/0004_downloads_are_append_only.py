"""A trigger: no record of a download is ever changed. Pruning by age stays possible."""

from django.db import migrations

FORWARDS = """
CREATE TRIGGER downloads_are_append_only BEFORE UPDATE ON partnership_download
    FOR EACH ROW EXECUTE FUNCTION refuse_changed_history();
"""

BACKWARDS = "DROP TRIGGER downloads_are_append_only ON partnership_download;"


class Migration(migrations.Migration):
    dependencies = [("partnership", "0003_people_and_messages")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
