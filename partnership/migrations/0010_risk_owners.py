"""Nobody is a member as a risk owner: the risk itself says who owns it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("partnership", "0009_messages_in_a_list")]

    operations = [
        migrations.RemoveConstraint(
            model_name="membership", name="membership_role_is_not_given_by_a_row"
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=~models.Q(
                    role__in=[
                        "action_owner",
                        "measure_owner",
                        "priority_lead",
                        "risk_owner",
                    ]
                ),
                name="membership_role_is_not_given_by_a_row",
            ),
        ),
    ]
