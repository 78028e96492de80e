"""Risks: their ratings, decisions, controls, actions and escalations."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

# How a risk was rated and what was decided about it is told for ever as it was; the
# risk itself always carries its latest ratings.
TRIGGERS = """
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
"""
WITHOUT = """
DROP TRIGGER risk_carries_its_latest_ratings ON actions_riskassessment;
DROP FUNCTION actions_rate_risk();
DROP TRIGGER risk_decision_is_frozen ON actions_riskdecision;
DROP TRIGGER risk_assessment_is_frozen ON actions_riskassessment;
DROP FUNCTION actions_refuse_changed_risk_record();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0007_year_end"),
        ("partnership", "0010_roles_that_rows_give"),
    ]

    operations = [
        migrations.CreateModel(
            name="Risk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("inherent_likelihood", models.PositiveSmallIntegerField()),
                ("inherent_impact", models.PositiveSmallIntegerField()),
                (
                    "inherent_score",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            models.F("inherent_likelihood"),
                            "*",
                            models.F("inherent_impact"),
                        ),
                        output_field=models.PositiveSmallIntegerField(),
                    ),
                ),
                ("current_likelihood", models.PositiveSmallIntegerField()),
                ("current_impact", models.PositiveSmallIntegerField()),
                (
                    "current_score",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            models.F("current_likelihood"),
                            "*",
                            models.F("current_impact"),
                        ),
                        output_field=models.PositiveSmallIntegerField(),
                    ),
                ),
                ("target_likelihood", models.PositiveSmallIntegerField()),
                ("target_impact", models.PositiveSmallIntegerField()),
                (
                    "target_score",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            models.F("target_likelihood"),
                            "*",
                            models.F("target_impact"),
                        ),
                        output_field=models.PositiveSmallIntegerField(),
                    ),
                ),
                ("ref", models.CharField(max_length=16, unique=True)),
                ("cause", models.TextField()),
                ("event", models.TextField()),
                ("consequence", models.TextField()),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("owner_words", models.CharField(blank=True, max_length=200)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("accepted", "Accepted"),
                            ("closed", "Closed"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                (
                    "review_months",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Every month"),
                            (3, "Every 3 months"),
                            (6, "Every 6 months"),
                            (12, "Every year"),
                        ],
                        default=3,
                    ),
                ),
                ("review_on", models.DateField()),
                ("assessed_on", models.DateField()),
                ("raised_on", models.DateField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="risks",
                        to="partnership.organisation",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="risks_owned",
                        to="partnership.person",
                    ),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="risks",
                        to="actions.priority",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.person",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="RiskAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("linked_on", models.DateField()),
                ("unlinked_on", models.DateField(blank=True, null=True)),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="risk_links",
                        to="actions.action",
                    ),
                ),
                (
                    "linked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.person",
                    ),
                ),
                (
                    "risk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="actions.risk",
                    ),
                ),
            ],
            options={
                "ordering": ["risk", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RiskAssessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("inherent_likelihood", models.PositiveSmallIntegerField()),
                ("inherent_impact", models.PositiveSmallIntegerField()),
                (
                    "inherent_score",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            models.F("inherent_likelihood"),
                            "*",
                            models.F("inherent_impact"),
                        ),
                        output_field=models.PositiveSmallIntegerField(),
                    ),
                ),
                ("current_likelihood", models.PositiveSmallIntegerField()),
                ("current_impact", models.PositiveSmallIntegerField()),
                (
                    "current_score",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            models.F("current_likelihood"),
                            "*",
                            models.F("current_impact"),
                        ),
                        output_field=models.PositiveSmallIntegerField(),
                    ),
                ),
                ("target_likelihood", models.PositiveSmallIntegerField()),
                ("target_impact", models.PositiveSmallIntegerField()),
                (
                    "target_score",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            models.F("target_likelihood"),
                            "*",
                            models.F("target_impact"),
                        ),
                        output_field=models.PositiveSmallIntegerField(),
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "reason",
                    models.TextField(blank=True, help_text="The first needs none"),
                ),
                ("on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.person",
                    ),
                ),
                (
                    "risk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="actions.risk",
                    ),
                ),
            ],
            options={
                "ordering": ["risk", "-number"],
            },
        ),
        migrations.CreateModel(
            name="RiskControl",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("text", models.TextField()),
                (
                    "assurance",
                    models.TextField(blank=True, help_text="How we know that it works"),
                ),
                (
                    "strength",
                    models.CharField(
                        choices=[
                            ("strong", "Strong"),
                            ("some", "Some"),
                            ("none", "None yet"),
                        ],
                        default="none",
                        help_text="How good that assurance is",
                        max_length=6,
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "risk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="controls",
                        to="actions.risk",
                    ),
                ),
            ],
            options={
                "ordering": ["risk", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RiskDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("accepted", "Accepted"),
                            ("closed", "Closed"),
                        ],
                        max_length=8,
                    ),
                ),
                ("reason", models.TextField()),
                ("on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.person",
                    ),
                ),
                (
                    "risk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="actions.risk",
                    ),
                ),
            ],
            options={
                "ordering": ["risk", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="RiskEscalation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("score", models.PositiveSmallIntegerField()),
                ("threshold", models.PositiveSmallIntegerField()),
                ("on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("acknowledged_on", models.DateField(blank=True, null=True)),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="What the executive makes of it"
                    ),
                ),
                (
                    "acknowledged_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.person",
                    ),
                ),
                (
                    "risk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="escalations",
                        to="actions.risk",
                    ),
                ),
            ],
            options={
                "ordering": ["risk", "-pk"],
            },
        ),
        migrations.AddIndex(
            model_name="risk",
            index=models.Index(
                condition=models.Q(("status", "closed"), _negated=True),
                fields=["review_on"],
                name="risk_live_by_review",
            ),
        ),
        migrations.AddConstraint(
            model_name="risk",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("cause__regex", "\\S"),
                    ("consequence__regex", "\\S"),
                    ("event__regex", "\\S"),
                ),
                name="risk_has_cause_event_and_consequence",
            ),
        ),
        migrations.AddConstraint(
            model_name="risk",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("inherent_likelihood__range", (1, 5)),
                    ("inherent_impact__range", (1, 5)),
                    ("current_likelihood__range", (1, 5)),
                    ("current_impact__range", (1, 5)),
                    ("target_likelihood__range", (1, 5)),
                    ("target_impact__range", (1, 5)),
                ),
                name="risk_rated_from_1_to_5",
            ),
        ),
        migrations.AddConstraint(
            model_name="riskaction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("unlinked_on", None)),
                fields=("risk", "action"),
                name="risk_action_linked_once",
                violation_error_message="This action is linked to the risk already",
            ),
        ),
        migrations.AddConstraint(
            model_name="riskassessment",
            constraint=models.UniqueConstraint(
                fields=("risk", "number"), name="risk_assessment_numbered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="riskassessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("inherent_likelihood__range", (1, 5)),
                    ("inherent_impact__range", (1, 5)),
                    ("current_likelihood__range", (1, 5)),
                    ("current_impact__range", (1, 5)),
                    ("target_likelihood__range", (1, 5)),
                    ("target_impact__range", (1, 5)),
                ),
                name="risk_assessment_rated_from_1_to_5",
            ),
        ),
        migrations.AddConstraint(
            model_name="riskassessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("number", 1), ("reason__regex", "\\S"), _connector="OR"
                ),
                name="risk_assessment_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="riskcontrol",
            constraint=models.CheckConstraint(
                condition=models.Q(("text__regex", "\\S")), name="risk_control_has_text"
            ),
        ),
        migrations.AddConstraint(
            model_name="riskcontrol",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("strength", "none"), ("assurance__regex", "\\S"), _connector="OR"
                ),
                name="risk_control_strength_rests_on_assurance",
            ),
        ),
        migrations.AddConstraint(
            model_name="riskdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__regex", "\\S")),
                name="risk_decision_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="riskescalation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on", None)),
                fields=("risk",),
                name="risk_escalation_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="riskescalation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("acknowledged_by", None), ("acknowledged_on", None)),
                    models.Q(
                        ("acknowledged_by__isnull", False),
                        ("acknowledged_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="risk_escalation_acknowledged_by_and_on_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="riskescalation",
            constraint=models.CheckConstraint(
                condition=models.Q(("score__gte", models.F("threshold"))),
                name="risk_escalation_reached_the_threshold",
            ),
        ),
        migrations.AddConstraint(
            model_name="riskescalation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on", None),
                    ("ended_on__gte", models.F("on")),
                    _connector="OR",
                ),
                name="risk_escalation_ends_after_it_begins",
            ),
        ),
        migrations.RunSQL(TRIGGERS, WITHOUT),
    ]
