"""Closing a plan's year; what a superseded plan said and what was closed stays."""

import django.db.models.deletion
from django.db import migrations, models

FROZEN = """
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
"""

THAWED = """
DROP TRIGGER year_end_that_is_over_is_frozen ON actions_yearend;
DROP FUNCTION actions_refuse_changed_year_end();
DROP TRIGGER closed_action_of_superseded_plan_is_frozen ON actions_action;
DROP FUNCTION actions_refuse_changed_past_action();
DROP TRIGGER priority_of_superseded_plan_is_frozen ON actions_priority;
DROP FUNCTION actions_refuse_changed_past_priority();
DROP TRIGGER superseded_plan_is_frozen ON actions_plan;
DROP FUNCTION actions_refuse_changed_past_plan();
DROP FUNCTION actions_is_past(bigint);
"""


def row_number():
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def leads_to(model, related_name="+", **kwargs):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT,
        related_name=related_name,
        to=model,
        **kwargs,
    )


MAYBE = {"blank": True, "null": True}


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0005_saved_views"),
        ("partnership", "0009_messages_in_a_list"),
    ]

    operations = [
        migrations.CreateModel(
            name="YearEnd",
            fields=[
                ("id", row_number()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("preparing", "Being prepared"),
                            ("done", "Closed"),
                            ("abandoned", "Abandoned"),
                        ],
                        default="preparing",
                        max_length=10,
                    ),
                ),
                ("begun_on", models.DateField()),
                ("ended_on", models.DateField(**MAYBE)),
                ("abandoned_because", models.TextField(blank=True)),
                ("begun_by", leads_to("partnership.person")),
                ("ended_by", leads_to("partnership.person", **MAYBE)),
                ("next_plan", leads_to("actions.plan", "years_before")),
                ("plan", leads_to("actions.plan", "year_ends")),
            ],
            options={"ordering": ["-pk"]},
        ),
        migrations.CreateModel(
            name="YearEndDecision",
            fields=[
                ("id", row_number()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "what",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("carry", "Carried forward"),
                            ("drop", "Dropped"),
                            ("complete", "Completed"),
                        ],
                        max_length=8,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("due_text", models.CharField(blank=True, max_length=300)),
                ("decision_words", models.CharField(blank=True, max_length=300)),
                ("decision_url", models.CharField(blank=True, max_length=300)),
                ("outcome", models.TextField(blank=True)),
                ("decided_on", models.DateField(**MAYBE)),
                ("action", leads_to("actions.action")),
                ("decided_by", leads_to("partnership.person", **MAYBE)),
                ("target", leads_to("actions.priority", **MAYBE)),
                ("year_end", leads_to("actions.yearend", "decisions")),
            ],
            options={"ordering": ["year_end", "action"]},
        ),
        migrations.CreateModel(
            name="Successor",
            fields=[
                ("id", row_number()),
                ("priority", leads_to("actions.priority")),
                ("target", leads_to("actions.priority")),
                ("year_end", leads_to("actions.yearend", "successors")),
            ],
            options={"ordering": ["year_end", "priority"]},
        ),
        migrations.AddConstraint(
            model_name="yearend",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "abandoned"), _negated=True),
                fields=("plan",),
                name="year_end_once_for_a_plan",
            ),
        ),
        migrations.AddConstraint(
            model_name="yearend",
            constraint=models.CheckConstraint(
                condition=models.Q(("next_plan", models.F("plan")), _negated=True),
                name="year_end_leads_to_another_plan",
            ),
        ),
        migrations.AddConstraint(
            model_name="yearend",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_by", None), ("ended_on", None), ("status", "preparing")
                    ),
                    models.Q(
                        models.Q(("status", "preparing"), _negated=True),
                        ("ended_by__isnull", False),
                        ("ended_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="year_end_ended_by_and_on_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="yearend",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("abandoned_because__regex", "\\S"), ("status", "abandoned")
                    ),
                    models.Q(
                        models.Q(("status", "abandoned"), _negated=True),
                        ("abandoned_because", ""),
                    ),
                    _connector="OR",
                ),
                name="year_end_abandoned_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="yearenddecision",
            constraint=models.UniqueConstraint(
                fields=("year_end", "action"), name="year_end_decides_an_action_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="yearenddecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("what", "carry"), _negated=True),
                    models.Q(
                        ("due_text__regex", "\\S"),
                        ("reason__regex", "\\S"),
                        ("target__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="year_end_carries_to_a_place_and_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="yearenddecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("what", "drop"), _negated=True),
                    models.Q(
                        ("decision_words__regex", "\\S"), ("reason__regex", "\\S")
                    ),
                    _connector="OR",
                ),
                name="year_end_drops_by_a_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="yearenddecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("what", "complete"), _negated=True),
                    ("outcome__regex", "\\S"),
                    _connector="OR",
                ),
                name="year_end_completes_with_an_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="yearenddecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_by", None), ("decided_on", None), ("what", "")),
                    models.Q(
                        models.Q(("what", ""), _negated=True),
                        ("decided_by__isnull", False),
                        ("decided_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="year_end_decided_by_and_on_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="successor",
            constraint=models.UniqueConstraint(
                fields=("year_end", "priority"), name="successor_one_of_a_priority"
            ),
        ),
        migrations.AddConstraint(
            model_name="successor",
            constraint=models.CheckConstraint(
                condition=models.Q(("target", models.F("priority")), _negated=True),
                name="successor_is_another_priority",
            ),
        ),
        migrations.RunSQL(FROZEN, THAWED),
    ]
