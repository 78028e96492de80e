"""Saved views of the register, and how often each action's date has slipped."""

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

# What `DueChange.is_slip` says of one move, counted for each action; an action's row is
# counted anew whenever it is written, so that no old count is written back.
FORWARDS = """
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
"""

BACKWARDS = """
DROP TRIGGER due_change_is_counted ON actions_duechange;
DROP FUNCTION actions_tell_of_moved_date();
DROP TRIGGER action_counts_its_slips ON actions_action;
DROP FUNCTION actions_count_slips();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0004_plan_imports"),
        ("partnership", "0009_messages_in_a_list"),
    ]

    operations = [
        migrations.AddField(
            model_name="action",
            name="slips",
            field=models.PositiveSmallIntegerField(
                default=0,
                editable=False,
                help_text="How often its date moved later, or was lost",
            ),
        ),
        migrations.CreateModel(
            name="SavedView",
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
                ("name", models.CharField(max_length=80)),
                (
                    "query",
                    models.CharField(
                        blank=True,
                        help_text="The register's query string",
                        max_length=2000,
                    ),
                ),
                ("is_shared", models.BooleanField(default=False)),
                ("forgotten_on", models.DateField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="saved_views",
                        to="partnership.person",
                    ),
                ),
            ],
            options={
                "ordering": [
                    "is_shared",
                    django.db.models.functions.text.Lower("name"),
                    "pk",
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="saved_view_has_a_name",
                    ),
                    models.UniqueConstraint(
                        models.F("person"),
                        django.db.models.functions.text.Lower("name"),
                        condition=models.Q(("forgotten_on", None)),
                        name="saved_view_name_once_a_person",
                        violation_error_message="You have a view of this name already",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
