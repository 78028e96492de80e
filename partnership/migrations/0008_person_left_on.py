"""The last day of someone who leaves."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("partnership", "0007_policy_versions_and_logo")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="left_on",
            field=models.DateField(blank=True, null=True),
        ),
    ]
