"""What the database refuses: frozen rows and append-only records."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION say_whose_action() RETURNS trigger AS $$
BEGIN
    NEW.is_schools := (
        SELECT kind = 'school' FROM partnership_organisation
        WHERE id = NEW.organisation_id
    );
    RETURN NEW;
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER action_knows_whose_it_is BEFORE INSERT OR UPDATE ON actions_action
    FOR EACH ROW EXECUTE FUNCTION say_whose_action();
UPDATE actions_action SET is_schools = is_schools;

CREATE FUNCTION actions_refuse_changed_version() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION 'Approved versions of a plan never change'
        USING ERRCODE = 'check_violation';
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER plan_version_is_frozen
    BEFORE UPDATE OR DELETE ON actions_planversion
    FOR EACH ROW EXECUTE FUNCTION actions_refuse_changed_version();

CREATE FUNCTION actions_refuse_changed_import() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION 'What was imported from a file never changes'
        USING ERRCODE = 'check_violation';
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER applied_import_is_frozen
    BEFORE UPDATE OR DELETE ON actions_planimport
    FOR EACH ROW WHEN (OLD.applied_at IS NOT NULL)
    EXECUTE FUNCTION actions_refuse_changed_import();
CREATE TRIGGER imported_row_is_frozen
    BEFORE UPDATE OR DELETE ON actions_importedrow
    FOR EACH ROW EXECUTE FUNCTION actions_refuse_changed_import();

CREATE FUNCTION actions_count_slips() RETURNS trigger AS $$
BEGIN
    NEW.slips := (
        SELECT count(*) FROM actions_duechange
        WHERE action_id = NEW.id AND old_end IS NOT NULL
            AND (new_end IS NULL OR new_end > old_end)
    );
    RETURN NEW;
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER action_counts_its_slips BEFORE UPDATE ON actions_action
    FOR EACH ROW EXECUTE FUNCTION actions_count_slips();
CREATE FUNCTION actions_tell_of_moved_date() RETURNS trigger AS $$
BEGIN
    UPDATE actions_action SET slips = slips WHERE id = NEW.action_id;
    RETURN NULL;
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER due_change_is_counted AFTER INSERT ON actions_duechange
    FOR EACH ROW EXECUTE FUNCTION actions_tell_of_moved_date();
UPDATE actions_action SET slips = slips
    WHERE id IN (SELECT action_id FROM actions_duechange);

CREATE FUNCTION actions_refuse_changed_past_plan() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'version' = to_jsonb(NEW) - 'version' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A superseded plan never changes' USING ERRCODE = 'check_violation';
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER superseded_plan_is_frozen
    BEFORE UPDATE OR DELETE ON actions_plan
    FOR EACH ROW WHEN (OLD.status = 'superseded')
    EXECUTE FUNCTION actions_refuse_changed_past_plan();

CREATE FUNCTION actions_is_past(plan bigint) RETURNS boolean AS $$
    SELECT EXISTS (
        SELECT 1 FROM actions_plan WHERE id = plan AND status = 'superseded'
    )
$$ LANGUAGE sql STABLE;

-- Who leads and who supports may be two entries of one person that are merged.
CREATE FUNCTION actions_refuse_changed_past_priority() RETURNS trigger AS $$
DECLARE
    people text[] := ARRAY['lead_id', 'board_officer_id', 'version'];
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - people = to_jsonb(NEW) - people THEN
        RETURN NEW;
    END IF;
    IF actions_is_past(OLD.plan_id)
        OR TG_OP = 'UPDATE' AND actions_is_past(NEW.plan_id)
    THEN
        RAISE EXCEPTION 'Priorities of a superseded plan never change'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER priority_of_superseded_plan_is_frozen
    BEFORE UPDATE OR DELETE ON actions_priority
    FOR EACH ROW EXECUTE FUNCTION actions_refuse_changed_past_priority();

-- A completion may be taken back with a reason, and merging people counts the version.
CREATE FUNCTION actions_refuse_changed_past_action() RETURNS trigger AS $$
DECLARE
    reopening text[] := ARRAY[
        'status', 'outcome', 'completed_on', 'completed_by_id', 'checked_on',
        'checked_by_id', 'version'
    ];
BEGIN
    IF TG_OP = 'UPDATE' AND (
        to_jsonb(OLD) - 'version' = to_jsonb(NEW) - 'version'
        OR OLD.status = 'complete' AND NEW.status = 'under_way'
            AND to_jsonb(OLD) - reopening = to_jsonb(NEW) - reopening
    ) THEN
        RETURN NEW;
    END IF;
    IF EXISTS (
        SELECT 1 FROM actions_priority
        WHERE id = OLD.priority_id AND actions_is_past(plan_id)
    ) THEN
        RAISE EXCEPTION 'Closed actions of a superseded plan never change'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER closed_action_of_superseded_plan_is_frozen
    BEFORE UPDATE OR DELETE ON actions_action
    FOR EACH ROW WHEN (
        OLD.status IN ('complete', 'withdrawn', 'carried')
        AND OLD.priority_id IS NOT NULL
    )
    EXECUTE FUNCTION actions_refuse_changed_past_action();

CREATE FUNCTION actions_refuse_changed_year_end() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION 'A year end that is over never changes'
        USING ERRCODE = 'check_violation';
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER year_end_that_is_over_is_frozen
    BEFORE UPDATE OR DELETE ON actions_yearend
    FOR EACH ROW WHEN (OLD.status <> 'preparing')
    EXECUTE FUNCTION actions_refuse_changed_year_end();

CREATE FUNCTION actions_refuse_changed_risk_record() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION 'Assessments of risks and decisions about them never change'
        USING ERRCODE = 'check_violation';
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER risk_assessment_is_frozen
    BEFORE UPDATE OR DELETE ON actions_riskassessment
    FOR EACH ROW EXECUTE FUNCTION actions_refuse_changed_risk_record();
CREATE TRIGGER risk_decision_is_frozen
    BEFORE UPDATE OR DELETE ON actions_riskdecision
    FOR EACH ROW EXECUTE FUNCTION actions_refuse_changed_risk_record();
CREATE FUNCTION actions_rate_risk() RETURNS trigger AS $$
BEGIN
    UPDATE actions_risk SET
        inherent_likelihood = NEW.inherent_likelihood,
        inherent_impact = NEW.inherent_impact,
        current_likelihood = NEW.current_likelihood,
        current_impact = NEW.current_impact,
        target_likelihood = NEW.target_likelihood,
        target_impact = NEW.target_impact,
        assessed_on = NEW."on"
    WHERE id = NEW.risk_id;
    RETURN NEW;
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER risk_carries_its_latest_ratings
    AFTER INSERT ON actions_riskassessment
    FOR EACH ROW EXECUTE FUNCTION actions_rate_risk();

CREATE FUNCTION actions_stand_for_what_asked() RETURNS trigger AS $$
BEGIN
    INSERT INTO actions_recommendation_actions (recommendation_id, action_id)
        SELECT recommendation_id, NEW.id FROM actions_recommendation_actions
        WHERE action_id = NEW.carried_from_id
        ON CONFLICT DO NOTHING;
    INSERT INTO actions_scrutinyquestion_actions (scrutinyquestion_id, action_id)
        SELECT scrutinyquestion_id, NEW.id FROM actions_scrutinyquestion_actions
        WHERE action_id = NEW.carried_from_id
        ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER carried_action_stands_for_what_asked
    AFTER INSERT OR UPDATE OF carried_from_id ON actions_action
    FOR EACH ROW WHEN (NEW.carried_from_id IS NOT NULL)
    EXECUTE FUNCTION actions_stand_for_what_asked();
"""

BACKWARDS = """
DROP TRIGGER carried_action_stands_for_what_asked ON actions_action;
DROP FUNCTION actions_stand_for_what_asked();
DROP TRIGGER risk_carries_its_latest_ratings ON actions_riskassessment;
DROP FUNCTION actions_rate_risk();
DROP TRIGGER risk_decision_is_frozen ON actions_riskdecision;
DROP TRIGGER risk_assessment_is_frozen ON actions_riskassessment;
DROP FUNCTION actions_refuse_changed_risk_record();
DROP TRIGGER year_end_that_is_over_is_frozen ON actions_yearend;
DROP FUNCTION actions_refuse_changed_year_end();
DROP TRIGGER closed_action_of_superseded_plan_is_frozen ON actions_action;
DROP FUNCTION actions_refuse_changed_past_action();
DROP TRIGGER priority_of_superseded_plan_is_frozen ON actions_priority;
DROP FUNCTION actions_refuse_changed_past_priority();
DROP TRIGGER superseded_plan_is_frozen ON actions_plan;
DROP FUNCTION actions_refuse_changed_past_plan();
DROP FUNCTION actions_is_past(bigint);
DROP TRIGGER due_change_is_counted ON actions_duechange;
DROP FUNCTION actions_tell_of_moved_date();
DROP TRIGGER action_counts_its_slips ON actions_action;
DROP FUNCTION actions_count_slips();
DROP TRIGGER imported_row_is_frozen ON actions_importedrow;
DROP TRIGGER applied_import_is_frozen ON actions_planimport;
DROP FUNCTION actions_refuse_changed_import();
DROP TRIGGER plan_version_is_frozen ON actions_planversion;
DROP FUNCTION actions_refuse_changed_version();
DROP TRIGGER action_knows_whose_it_is ON actions_action;
DROP FUNCTION say_whose_action();
"""


class Migration(migrations.Migration):
    dependencies = [("actions", "0001_initial")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
