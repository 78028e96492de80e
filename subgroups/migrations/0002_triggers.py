"""What the database refuses: frozen rows and append-only records."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION subgroups_refuse_changed_meeting() RETURNS trigger AS $$
BEGIN
    IF OLD.status = 'agreed' THEN
        RAISE EXCEPTION 'Agreed minutes never change' USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER agreed_meeting_is_frozen
    BEFORE UPDATE OR DELETE ON subgroups_meeting
    FOR EACH ROW EXECUTE FUNCTION subgroups_refuse_changed_meeting();

CREATE FUNCTION subgroups_refuse_changed_minutes() RETURNS trigger AS $$
DECLARE
    changed jsonb;
    meeting bigint;
BEGIN
    FOREACH changed IN ARRAY ARRAY[
        CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END,
        CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END
    ] LOOP
        CONTINUE WHEN changed IS NULL;
        meeting := (changed ->> 'meeting_id')::bigint;
        IF meeting IS NULL THEN
            SELECT meeting_id INTO meeting FROM subgroups_agendaitem
                WHERE id = (changed ->> 'item_id')::bigint;
        END IF;
        IF EXISTS (
            SELECT 1 FROM subgroups_meeting WHERE id = meeting AND status = 'agreed'
        ) THEN
            RAISE EXCEPTION 'Agreed minutes never change'
                USING ERRCODE = 'check_violation';
        END IF;
    END LOOP;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER agreed_attendance_is_frozen
    BEFORE INSERT OR UPDATE OR DELETE ON subgroups_attendance
    FOR EACH ROW EXECUTE FUNCTION subgroups_refuse_changed_minutes();
CREATE TRIGGER agreed_item_is_frozen
    BEFORE INSERT OR UPDATE OR DELETE ON subgroups_agendaitem
    FOR EACH ROW EXECUTE FUNCTION subgroups_refuse_changed_minutes();
CREATE TRIGGER agreed_decision_is_frozen
    BEFORE INSERT OR UPDATE OR DELETE ON subgroups_decision
    FOR EACH ROW EXECUTE FUNCTION subgroups_refuse_changed_minutes();
CREATE TRIGGER agreed_minuted_action_is_frozen
    BEFORE INSERT OR UPDATE OR DELETE ON subgroups_minutedaction
    FOR EACH ROW EXECUTE FUNCTION subgroups_refuse_changed_minutes();

CREATE FUNCTION subgroups_refuse_changed_terms() RETURNS trigger AS $$
BEGIN
    IF OLD.status = 'draft' THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.status = 'agreed' AND NEW.status = 'superseded'
        AND to_jsonb(OLD) - 'status' - 'version' = to_jsonb(NEW) - 'status' - 'version'
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Agreed terms of reference never change'
        USING ERRCODE = 'check_violation';
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER agreed_terms_are_frozen
    BEFORE UPDATE OR DELETE ON subgroups_termsofreference
    FOR EACH ROW EXECUTE FUNCTION subgroups_refuse_changed_terms();

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
DROP TRIGGER agreed_terms_are_frozen ON subgroups_termsofreference;
DROP FUNCTION subgroups_refuse_changed_terms();
DROP TRIGGER agreed_minuted_action_is_frozen ON subgroups_minutedaction;
DROP TRIGGER agreed_decision_is_frozen ON subgroups_decision;
DROP TRIGGER agreed_item_is_frozen ON subgroups_agendaitem;
DROP TRIGGER agreed_attendance_is_frozen ON subgroups_attendance;
DROP FUNCTION subgroups_refuse_changed_minutes();
DROP TRIGGER agreed_meeting_is_frozen ON subgroups_meeting;
DROP FUNCTION subgroups_refuse_changed_meeting();
"""


class Migration(migrations.Migration):
    dependencies = [("subgroups", "0001_initial")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
