"""Messages are listed and found quickly; a code may run out before it is sent."""

from django.db import migrations, models

STATUSES = [
    ("waiting", "Waiting"),
    ("handing_over", "Being handed over"),
    ("sent", "Sent"),
    ("unconfirmed", "Unconfirmed"),
    ("bounced", "Bounced"),
    ("held", "Kept for a digest"),
    ("gathered", "Sent within a digest"),
    ("expired", "Too late to send"),
]


class Migration(migrations.Migration):
    dependencies = [("partnership", "0008_person_left_on")]

    operations = [
        migrations.AlterField(
            model_name="message",
            name="status",
            field=models.CharField(choices=STATUSES, default="waiting", max_length=12),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["-written_at", "-id"], name="message_newest"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                fields=["status", "-written_at", "-id"], name="message_of_status"
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("status", "held")),
                fields=["person"],
                name="message_held_for",
            ),
        ),
    ]
