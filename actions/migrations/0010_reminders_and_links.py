"""Links of letters by which owners report, and what waits to be checked."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0009_reviews_and_scrutiny"),
        ("partnership", "0009_messages_in_a_list"),
    ]

    operations = [
        migrations.AddField(
            model_name="action",
            name="times_closed",
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="update",
            name="by_link",
            field=models.BooleanField(
                default=False, help_text="From the letter’s link, without signing in"
            ),
        ),
        migrations.AddIndex(
            model_name="action",
            index=models.Index(
                condition=models.Q(("status", "to_check")),
                fields=["completed_on"],
                name="action_to_check",
            ),
        ),
    ]
