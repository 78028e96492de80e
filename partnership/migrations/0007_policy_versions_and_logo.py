"""Policy settings carry a version, a setting can go back to its default; a logo."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partnership", "0006_roles_carry_a_version"),
    ]

    operations = [
        migrations.AddField(
            model_name="policysetting",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AlterField(
            model_name="policysetting",
            name="value",
            field=models.JSONField(null=True),
        ),
        migrations.CreateModel(
            name="Logo",
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
                ("digest", models.CharField(max_length=64, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("png", "PNG"), ("jpg", "JPG")], max_length=3
                    ),
                ),
                ("width", models.PositiveSmallIntegerField()),
                ("height", models.PositiveSmallIntegerField()),
                ("content", models.BinaryField()),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
    ]
