"""Nobody is a member in a role that a risk, a review or a session itself gives."""

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
                        "review_member",
                        "risk_owner",
                        "scrutiny_recorder",
                    ]
                ),
                name="membership_role_is_not_given_by_a_row",
            ),
        ),
    ]
