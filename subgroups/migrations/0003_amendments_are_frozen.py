"""A trigger: an amendment of agreed minutes is as final as what it amends."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION subgroups_refuse_changed_amendment() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION 'Amendments of agreed minutes never change'
        USING ERRCODE = 'check_violation';
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER amendment_is_frozen
    BEFORE UPDATE OR DELETE ON subgroups_amendment
    FOR EACH ROW EXECUTE FUNCTION subgroups_refuse_changed_amendment();
"""

BACKWARDS = """
DROP TRIGGER amendment_is_frozen ON subgroups_amendment;
DROP FUNCTION subgroups_refuse_changed_amendment();
"""


class Migration(migrations.Migration):
    dependencies = [("subgroups", "0002_agreed_minutes_are_frozen")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
