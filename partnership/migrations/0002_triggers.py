"""What the database refuses: frozen rows and append-only records."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION refuse_changed_history() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION 'History is append-only' USING ERRCODE = 'check_violation';
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER history_is_append_only BEFORE UPDATE ON partnership_event
    FOR EACH ROW EXECUTE FUNCTION refuse_changed_history();

CREATE TRIGGER downloads_are_append_only BEFORE UPDATE ON partnership_download
    FOR EACH ROW EXECUTE FUNCTION refuse_changed_history();
"""

BACKWARDS = """
DROP TRIGGER downloads_are_append_only ON partnership_download;
DROP TRIGGER history_is_append_only ON partnership_event;
DROP FUNCTION refuse_changed_history();
"""


class Migration(migrations.Migration):
    dependencies = [("partnership", "0001_initial")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
