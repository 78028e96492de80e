"""What the database refuses: frozen rows and append-only records."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION audits_refuse_part_of_submitted_return() RETURNS trigger AS $$
DECLARE
    owner bigint := CASE WHEN TG_OP = 'DELETE'
        THEN OLD.audit_return_id ELSE NEW.audit_return_id END;
    standing text;
BEGIN
    SELECT status INTO standing FROM audits_auditreturn WHERE id = owner FOR SHARE;
    IF standing = 'submitted' OR (
        TG_OP = 'UPDATE' AND OLD.audit_return_id <> NEW.audit_return_id
    ) THEN
        RAISE EXCEPTION 'Return % has been submitted and does not change', owner
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$ LANGUAGE plpgsql;

CREATE TRIGGER submitted_answers_stay
    BEFORE INSERT OR UPDATE OR DELETE ON audits_answer
    FOR EACH ROW EXECUTE FUNCTION audits_refuse_part_of_submitted_return();
CREATE TRIGGER submitted_gaps_stay
    BEFORE INSERT OR UPDATE OR DELETE ON audits_gap
    FOR EACH ROW EXECUTE FUNCTION audits_refuse_part_of_submitted_return();
CREATE TRIGGER submitted_signatures_stay
    BEFORE INSERT OR UPDATE OR DELETE ON audits_signature
    FOR EACH ROW EXECUTE FUNCTION audits_refuse_part_of_submitted_return();

CREATE FUNCTION audits_refuse_submitted_return() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'DELETE'
        OR to_jsonb(NEW) - 'is_current' - 'version'
            IS DISTINCT FROM to_jsonb(OLD) - 'is_current' - 'version' THEN
        RAISE EXCEPTION 'Return % has been submitted and does not change', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$ LANGUAGE plpgsql;

CREATE TRIGGER submitted_returns_stay
    BEFORE UPDATE OR DELETE ON audits_auditreturn
    FOR EACH ROW WHEN (OLD.status = 'submitted')
    EXECUTE FUNCTION audits_refuse_submitted_return();
"""

BACKWARDS = """
DROP TRIGGER submitted_returns_stay ON audits_auditreturn;
DROP TRIGGER submitted_signatures_stay ON audits_signature;
DROP TRIGGER submitted_gaps_stay ON audits_gap;
DROP TRIGGER submitted_answers_stay ON audits_answer;
DROP FUNCTION audits_refuse_submitted_return();
DROP FUNCTION audits_refuse_part_of_submitted_return();
"""


class Migration(migrations.Migration):
    dependencies = [("audits", "0001_initial")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
