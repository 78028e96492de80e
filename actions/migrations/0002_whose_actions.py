"""Whether an action is a school's, kept by a trigger, and the register's own order."""

from django.db import migrations, models

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
"""

BACKWARDS = """
DROP TRIGGER action_knows_whose_it_is ON actions_action;
DROP FUNCTION say_whose_action();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0001_initial"),
        ("partnership", "0002_history_is_append_only"),
    ]

    operations = [
        migrations.AddField(
            model_name="action",
            name="is_schools",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
        migrations.AddIndex(
            model_name="action",
            index=models.Index(
                fields=["next_due", "id"],
                condition=models.Q(
                    ("is_schools", False),
                    ("status__in", ["not_started", "under_way"]),
                ),
                name="action_of_board_by_date",
            ),
        ),
        migrations.AddIndex(
            model_name="action",
            index=models.Index(
                models.Case(
                    models.When(status__in=("not_started", "under_way"), then=0),
                    default=1,
                ),
                models.OrderBy(models.F("next_due"), nulls_last=True),
                models.OrderBy(models.F("id")),
                condition=models.Q(("is_schools", False)),
                name="action_of_board_open_first",
            ),
        ),
        migrations.AddIndex(
            model_name="action",
            index=models.Index(
                models.Case(
                    models.When(status__in=("not_started", "under_way"), then=0),
                    default=1,
                ),
                models.OrderBy(models.F("next_due"), nulls_last=True),
                models.OrderBy(models.F("id")),
                name="action_open_first",
            ),
        ),
        migrations.AddIndex(
            model_name="update",
            index=models.Index(fields=["-at"], name="update_latest_first"),
        ),
    ]
