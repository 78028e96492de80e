"""Files of actions that somebody uploads; what was imported never changes."""

import django.db.models.deletion
from django.db import migrations, models

FROZEN = """
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
"""
THAWED = """
DROP TRIGGER imported_row_is_frozen ON actions_importedrow;
DROP TRIGGER applied_import_is_frozen ON actions_planimport;
DROP FUNCTION actions_refuse_changed_import();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0003_plans_in_depth"),
        ("partnership", "0009_messages_in_a_list"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanImport",
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
                (
                    "name",
                    models.CharField(max_length=200, verbose_name="name of the file"),
                ),
                ("content", models.BinaryField(blank=True)),
                ("digest", models.CharField(max_length=64)),
                ("uploaded_at", models.DateTimeField()),
                ("reading", models.JSONField(blank=True, default=dict)),
                ("answers", models.JSONField(blank=True, default=dict)),
                ("foreseen", models.JSONField(blank=True, default=dict)),
                ("applied_at", models.DateTimeField(blank=True, null=True)),
                ("totals", models.JSONField(blank=True, default=dict)),
                (
                    "applied_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.person",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.organisation",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imports",
                        to="actions.plan",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-uploaded_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ImportedRow",
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
                ("sheet", models.CharField(blank=True, max_length=100)),
                ("number", models.PositiveIntegerField()),
                ("file_ref", models.CharField(blank=True, max_length=60)),
                ("said", models.JSONField(default=dict)),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imported_rows",
                        to="actions.action",
                    ),
                ),
                (
                    "plan_import",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="actions.planimport",
                    ),
                ),
            ],
            options={
                "ordering": ["plan_import", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="planimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("organisation", None), ("plan__isnull", False)),
                    models.Q(("organisation__isnull", False), ("plan", None)),
                    _connector="OR",
                ),
                name="plan_import_of_a_plan_or_of_an_organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="planimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("applied_at", None), ("content", b""), _connector="OR"
                ),
                name="plan_import_content_gone_once_applied",
            ),
        ),
        migrations.AddConstraint(
            model_name="planimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("applied_at__isnull", False),
                    models.Q(("applied_by", None), ("totals", {})),
                    _connector="OR",
                ),
                name="plan_import_applied_by_and_at_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="importedrow",
            constraint=models.UniqueConstraint(
                fields=("plan_import", "action"), name="imported_row_once_an_action"
            ),
        ),
        migrations.RunSQL(FROZEN, THAWED),
    ]
