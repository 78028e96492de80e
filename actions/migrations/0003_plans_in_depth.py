"""Versions of plans, tiers, steps, checks, two ratings, carrying forward."""

import django.db.models.deletion
from django.db import migrations, models

# Updates from before a reason was asked for say in their own words why.
REASONS = """
UPDATE actions_update SET reason = text
WHERE rag_before <> '' AND rag_before <> rag_after
"""
FROZEN = """
CREATE FUNCTION actions_refuse_changed_version() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION 'Approved versions of a plan never change'
        USING ERRCODE = 'check_violation';
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER plan_version_is_frozen
    BEFORE UPDATE OR DELETE ON actions_planversion
    FOR EACH ROW EXECUTE FUNCTION actions_refuse_changed_version();
"""
THAWED = """
DROP TRIGGER plan_version_is_frozen ON actions_planversion;
DROP FUNCTION actions_refuse_changed_version();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0002_whose_actions"),
        ("partnership", "0009_messages_in_a_list"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanVersion",
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
                ("number", models.PositiveSmallIntegerField()),
                ("content", models.JSONField()),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="Why it was approved again; the first needs no reason",
                    ),
                ),
                ("approved_on", models.DateField()),
            ],
            options={
                "ordering": ["plan", "-number"],
            },
        ),
        migrations.CreateModel(
            name="Step",
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
                ("text", models.CharField(max_length=300)),
                ("position", models.PositiveSmallIntegerField(default=1)),
                ("done_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["action", "position", "pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="action",
            name="action_completed_by_and_on_together",
        ),
        migrations.AddField(
            model_name="action",
            name="carried_because",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="action",
            name="carried_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.person",
            ),
        ),
        migrations.AddField(
            model_name="action",
            name="carried_from",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="carried_to",
                to="actions.action",
            ),
        ),
        migrations.AddField(
            model_name="action",
            name="carried_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="action",
            name="checked_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.person",
            ),
        ),
        migrations.AddField(
            model_name="action",
            name="checked_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="action",
            name="decision_url",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="action",
            name="decision_words",
            field=models.CharField(
                blank=True, help_text="Which decision withdrew it", max_length=300
            ),
        ),
        migrations.AddField(
            model_name="action",
            name="impact",
            field=models.CharField(
                blank=True,
                choices=[("green", "Green"), ("amber", "Amber"), ("red", "Red")],
                max_length=6,
                verbose_name="impact RAG",
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="needs_check",
            field=models.BooleanField(
                default=False,
                help_text="Whether a second person checks each completion",
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="tier",
            field=models.CharField(
                choices=[
                    ("yearly", "Priorities of the year"),
                    ("core", "Core statutory business"),
                ],
                default="yearly",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="priority",
            name="delivery_organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.organisation",
            ),
        ),
        migrations.AddField(
            model_name="update",
            name="impact_after",
            field=models.CharField(
                blank=True,
                choices=[("green", "Green"), ("amber", "Amber"), ("red", "Red")],
                max_length=6,
            ),
        ),
        migrations.AddField(
            model_name="update",
            name="impact_before",
            field=models.CharField(
                blank=True,
                choices=[("green", "Green"), ("amber", "Amber"), ("red", "Red")],
                max_length=6,
            ),
        ),
        migrations.AddField(
            model_name="update",
            name="reason",
            field=models.TextField(blank=True, help_text="Why a rating changed"),
        ),
        migrations.AlterField(
            model_name="action",
            name="rag",
            field=models.CharField(
                blank=True,
                choices=[("green", "Green"), ("amber", "Amber"), ("red", "Red")],
                max_length=6,
                verbose_name="delivery RAG",
            ),
        ),
        migrations.AlterField(
            model_name="action",
            name="status",
            field=models.CharField(
                choices=[
                    ("not_started", "Not started"),
                    ("under_way", "Under way"),
                    ("to_check", "Awaiting check"),
                    ("complete", "Complete"),
                    ("withdrawn", "Withdrawn"),
                    ("carried", "Carried forward"),
                ],
                default="not_started",
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="update",
            name="rag_after",
            field=models.CharField(
                blank=True,
                choices=[("green", "Green"), ("amber", "Amber"), ("red", "Red")],
                max_length=6,
            ),
        ),
        migrations.AlterField(
            model_name="update",
            name="rag_before",
            field=models.CharField(
                blank=True,
                choices=[("green", "Green"), ("amber", "Amber"), ("red", "Red")],
                max_length=6,
            ),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("completed_by__isnull", False),
                        ("completed_on__isnull", False),
                        ("status__in", ["complete", "to_check"]),
                    ),
                    models.Q(
                        models.Q(
                            ("status__in", ["complete", "to_check"]), _negated=True
                        ),
                        ("completed_by", None),
                        ("completed_on", None),
                    ),
                    _connector="OR",
                ),
                name="action_completed_by_and_on_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("checked_by", None), ("checked_on", None)),
                    models.Q(
                        ("checked_by__isnull", False),
                        ("checked_on__isnull", False),
                        ("status", "complete"),
                        models.Q(
                            ("checked_by", models.F("completed_by")), _negated=True
                        ),
                    ),
                    _connector="OR",
                ),
                name="action_checked_by_another_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("carried_by__isnull", False),
                        ("carried_on__isnull", False),
                        ("status", "carried"),
                        models.Q(("carried_because", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("status", "carried"), _negated=True),
                        ("carried_because", ""),
                        ("carried_by", None),
                        ("carried_on", None),
                    ),
                    _connector="OR",
                ),
                name="action_carried_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                condition=models.Q(("carried_from", models.F("pk")), _negated=True),
                name="action_not_carried_from_itself",
            ),
        ),
        migrations.RunSQL(REASONS, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="update",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(
                            ("rag_before", ""),
                            ("rag_before", models.F("rag_after")),
                            _connector="OR",
                        ),
                        models.Q(
                            ("impact_before", ""),
                            ("impact_before", models.F("impact_after")),
                            _connector="OR",
                        ),
                    ),
                    ("reason__regex", "\\S"),
                    _connector="OR",
                ),
                name="update_says_why_a_rating_changed",
            ),
        ),
        migrations.AddField(
            model_name="planversion",
            name="approved_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.person",
            ),
        ),
        migrations.AddField(
            model_name="planversion",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="actions.plan",
            ),
        ),
        migrations.AddField(
            model_name="step",
            name="action",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="steps",
                to="actions.action",
            ),
        ),
        migrations.AddField(
            model_name="step",
            name="done_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnership.person",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.UniqueConstraint(
                fields=("plan", "number"), name="plan_version_numbered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("number", 1), ("note__regex", "\\S"), _connector="OR"
                ),
                name="plan_version_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(("text__regex", "\\S")), name="step_has_text"
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_by", None), ("done_on", None)),
                    models.Q(("done_by__isnull", False), ("done_on__isnull", False)),
                    _connector="OR",
                ),
                name="step_done_by_and_on_together",
            ),
        ),
        migrations.RunSQL(FROZEN, THAWED),
    ]
