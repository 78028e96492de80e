"""Keep the references of decisions as they are, and restrict the actions of restricted
items.
"""

from django.db import migrations, models
from django.db.models import F

from actions.register.services.references import prefix_of

TABLES = ("subgroups_decision", "subgroups_emaildecision")
WITHOUT_TRIGGERS, WITH_TRIGGERS = (
    "; ".join(f"ALTER TABLE {table} {verb} TRIGGER USER" for table in TABLES)
    for verb in ("DISABLE", "ENABLE")
)


def keep_references(apps, schema_editor):
    """The reference each decision has been shown with until now."""
    Decision = apps.get_model("subgroups", "Decision")
    taken = set()
    rows = Decision.objects.select_related("item__meeting__subgroup__organisation")
    for decision in rows.order_by("pk").iterator():
        item, meeting = decision.item, decision.item.meeting
        prefix = prefix_of(meeting.subgroup.organisation, None)
        ref = f"{prefix}{meeting.held_on.isoformat()}/{item.number}.{decision.number}"
        again = 1
        while (own := ref if again == 1 else f"{ref}-{again}") in taken:
            again += 1
        taken.add(own)
        Decision.objects.filter(pk=decision.pk).update(ref=own)
    by_email = apps.get_model("subgroups", "EmailDecision").objects
    for decision in by_email.select_related("subgroup__organisation").iterator():
        prefix = prefix_of(decision.subgroup.organisation, None)
        by_email.filter(pk=decision.pk).update(ref_prefix=prefix)


def restrict_actions(apps, schema_editor):
    """Actions of restricted items are for those who may read the item."""
    Action = apps.get_model("actions", "Action")
    ActionReader = apps.get_model("actions", "ActionReader")
    MinutedAction = apps.get_model("subgroups", "MinutedAction")
    restricted = MinutedAction.objects.filter(item__access="restricted")
    Action.objects.filter(pk__in=restricted.values("action")).update(
        is_restricted=True, version=F("version") + 1
    )
    ActionReader.objects.bulk_create(
        ActionReader(action_id=action, person_id=person)
        for action, person in restricted.filter(item__named__isnull=False).values_list(
            "action", "item__named__person"
        )
    )


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0003_restricted_actions"),
        ("subgroups", "0008_builds_have_one_shape"),
    ]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="ref",
            field=models.CharField(max_length=40, default="", editable=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="emaildecision",
            name="ref_prefix",
            field=models.CharField(max_length=13, default="", editable=False),
            preserve_default=False,
        ),
        migrations.RunSQL(WITHOUT_TRIGGERS, WITH_TRIGGERS),
        migrations.RunPython(keep_references, migrations.RunPython.noop),
        migrations.RunSQL(WITH_TRIGGERS, WITHOUT_TRIGGERS),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                fields=("ref",), name="decision_ref_once"
            ),
        ),
        migrations.RunPython(restrict_actions, migrations.RunPython.noop),
    ]
