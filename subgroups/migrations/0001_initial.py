"""The tables of subgroups, meetings and minutes."""

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

import subgroups.quorum


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("actions", "0001_initial"),
        ("partnership", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgendaItem",
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
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=250)),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("decision", "Decision"),
                            ("discussion", "Discussion"),
                            ("assurance", "Assurance"),
                            ("information", "Information"),
                        ],
                        default="discussion",
                        max_length=12,
                    ),
                ),
                ("presenter", models.CharField(blank=True, max_length=120)),
                ("notes", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["meeting", "number"],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
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
                ("held_on", models.DateField()),
                ("starts_at", models.TimeField()),
                ("ends_at", models.TimeField(blank=True, null=True)),
                ("place", models.CharField(max_length=200)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("published", "Agenda published"),
                            ("held", "Held"),
                            ("draft", "Minutes in draft"),
                            ("circulated", "Minutes circulated"),
                            ("agreed", "Minutes agreed"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("is_quorate_by_chair", models.BooleanField(null=True)),
                ("quorum_reason", models.TextField(blank=True)),
                ("circulated_on", models.DateField(null=True)),
                ("circulations", models.PositiveSmallIntegerField(default=0)),
                ("agreed_on", models.DateField(null=True)),
                ("corrections", models.TextField(blank=True)),
                ("quorum_as_agreed", models.TextField(blank=True)),
                (
                    "agreed_at_meeting",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreed_here",
                        to="subgroups.meeting",
                    ),
                ),
                (
                    "agreed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.person",
                    ),
                ),
                (
                    "quorum_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-held_on", "-starts_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Amendment",
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
                ("text", models.TextField()),
                ("amended_on", models.DateField()),
                (
                    "amended_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.person",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="subgroups.agendaitem",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="subgroups.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["amended_on", "pk"],
            },
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="items",
                to="subgroups.meeting",
            ),
        ),
        migrations.CreateModel(
            name="MinutedAction",
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
                ("text", models.TextField()),
                ("owner_words", models.CharField(max_length=250)),
                ("due_words", models.CharField(blank=True, max_length=120)),
                (
                    "action",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="minuted_action",
                        to="actions.action",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="minuted_actions",
                        to="subgroups.agendaitem",
                    ),
                ),
            ],
            options={
                "ordering": ["item", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Seat",
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
                ("label", models.CharField(max_length=120)),
                ("is_statutory", models.BooleanField(default=False)),
                ("from_date", models.DateField()),
                ("to_date", models.DateField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subgroup_seats",
                        to="partnership.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["label", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
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
                ("name", models.CharField(max_length=120)),
                ("initials", models.CharField(blank=True, max_length=8)),
                ("role_words", models.CharField(blank=True, max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("present", "Present"),
                            ("deputy", "Deputy"),
                            ("apologies", "Apologies"),
                            ("visitor", "Visitor"),
                        ],
                        max_length=10,
                    ),
                ),
                ("is_chair", models.BooleanField(default=False)),
                ("is_minute_taker", models.BooleanField(default=False)),
                (
                    "arrived_at_item",
                    models.PositiveSmallIntegerField(blank=True, null=True),
                ),
                (
                    "left_after_item",
                    models.PositiveSmallIntegerField(blank=True, null=True),
                ),
                (
                    "deputy_for",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deputised",
                        to="partnership.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="partnership.person",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="subgroups.meeting",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="subgroups.seat",
                    ),
                ),
            ],
            options={
                "ordering": [django.db.models.functions.text.Lower("name"), "pk"],
            },
        ),
        migrations.CreateModel(
            name="SeatHolder",
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
                ("is_deputy", models.BooleanField(default=False)),
                ("from_date", models.DateField()),
                ("to_date", models.DateField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats_held",
                        to="partnership.person",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holders",
                        to="subgroups.seat",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Subgroup",
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
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subgroup",
                        to="partnership.organisation",
                    ),
                ),
                (
                    "reports_to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reporting_subgroups",
                        to="partnership.organisation",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="seat",
            name="subgroup",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="seats",
                to="subgroups.subgroup",
            ),
        ),
        migrations.CreateModel(
            name="QuorumRule",
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
                ("rule", models.JSONField(validators=[subgroups.quorum.validate])),
                ("deputies_count", models.BooleanField(default=True)),
                ("from_date", models.DateField()),
                ("to_date", models.DateField(blank=True, null=True)),
                (
                    "subgroup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quorum_rules",
                        to="subgroups.subgroup",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="meeting",
            name="subgroup",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="meetings",
                to="subgroups.subgroup",
            ),
        ),
        migrations.CreateModel(
            name="TermsOfReference",
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
                ("edition", models.PositiveSmallIntegerField()),
                ("purpose", models.TextField(blank=True)),
                (
                    "responsibilities",
                    models.TextField(blank=True, help_text="One responsibility a line"),
                ),
                (
                    "practice_standards",
                    models.TextField(
                        blank=True,
                        help_text="How the work is judged, one standard a line",
                    ),
                ),
                ("decision_making", models.TextField(blank=True)),
                (
                    "deputies",
                    models.TextField(blank=True, help_text="Who may stand in for whom"),
                ),
                ("frequency", models.CharField(blank=True, max_length=200)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("agreed", "Agreed"),
                            ("superseded", "Superseded"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("agreed_on", models.DateField(null=True)),
                ("review_on", models.DateField(blank=True, null=True)),
                (
                    "agreed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.person",
                    ),
                ),
                (
                    "subgroup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms",
                        to="subgroups.subgroup",
                    ),
                ),
            ],
            options={
                "ordering": ["subgroup", "edition"],
            },
        ),
        migrations.CreateModel(
            name="Decision",
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
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="subgroups.agendaitem",
                    ),
                ),
            ],
            options={
                "ordering": ["item", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("item", "number"), name="decision_number_once"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                fields=("meeting", "number"), name="agenda_item_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(
                fields=("meeting", "person"),
                name="attendance_person_once",
                violation_error_message="This person is already listed",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(
                models.F("meeting"),
                django.db.models.functions.text.Lower("initials"),
                condition=models.Q(("initials", ""), _negated=True),
                name="attendance_initials_once",
                violation_error_message="Two people cannot share initials",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_chair", True)),
                fields=("meeting",),
                name="attendance_one_chair",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_minute_taker", True)),
                fields=("meeting",),
                name="attendance_one_minute_taker",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_chair", False),
                    ("kind__in", ["present", "deputy"]),
                    _connector="OR",
                ),
                name="attendance_chair_is_in_the_room",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_minute_taker", False),
                    models.Q(("kind", "apologies"), _negated=True),
                    _connector="OR",
                ),
                name="attendance_minute_taker_is_in_the_room",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("deputy_for__isnull", False),
                        ("kind", "deputy"),
                        ("seat__isnull", False),
                    ),
                    models.Q(
                        models.Q(("kind", "deputy"), _negated=True),
                        ("deputy_for", None),
                    ),
                    _connector="OR",
                ),
                name="attendance_deputy_stands_in_for_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "visitor"), _negated=True),
                    ("seat", None),
                    _connector="OR",
                ),
                name="attendance_visitor_has_no_seat",
            ),
        ),
        migrations.AddConstraint(
            model_name="seatholder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("to_date", None),
                    ("to_date__gte", models.F("from_date")),
                    _connector="OR",
                ),
                name="seat_holder_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="seatholder",
            constraint=models.UniqueConstraint(
                condition=models.Q(("to_date", None)),
                fields=("seat", "person"),
                name="seat_holder_once",
                violation_error_message="This person already holds this seat",
            ),
        ),
        migrations.AddConstraint(
            model_name="subgroup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reports_to", models.F("organisation")), _negated=True
                ),
                name="subgroup_does_not_report_to_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("to_date", None),
                    ("to_date__gte", models.F("from_date")),
                    _connector="OR",
                ),
                name="seat_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.UniqueConstraint(
                models.F("subgroup"),
                django.db.models.functions.text.Lower("label"),
                condition=models.Q(("to_date", None)),
                name="seat_label_once",
                violation_error_message="There is already a seat of this name",
            ),
        ),
        migrations.AddConstraint(
            model_name="quorumrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("to_date", None),
                    ("to_date__gte", models.F("from_date")),
                    _connector="OR",
                ),
                name="quorum_rule_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="quorumrule",
            constraint=models.UniqueConstraint(
                condition=models.Q(("to_date", None)),
                fields=("subgroup",),
                name="quorum_rule_open_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="quorumrule",
            constraint=models.UniqueConstraint(
                fields=("subgroup", "from_date"), name="quorum_rule_one_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                fields=("subgroup", "held_on", "starts_at"),
                name="meeting_once_at_a_time",
                violation_error_message="This subgroup already meets then",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_at", None),
                    ("ends_at__gt", models.F("starts_at")),
                    _connector="OR",
                ),
                name="meeting_ends_after_it_starts",
                violation_error_message="The meeting must end after it starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("is_quorate_by_chair", None),
                        ("quorum_by", None),
                        ("quorum_reason", ""),
                    ),
                    models.Q(
                        ("is_quorate_by_chair__isnull", False),
                        ("quorum_by__isnull", False),
                        models.Q(("quorum_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="meeting_chair_determines_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["circulated", "agreed"]), _negated=True),
                    ("circulated_on__isnull", False),
                    _connector="OR",
                ),
                name="meeting_circulated_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("status", "agreed"),
                        ("agreed_at_meeting__isnull", False),
                        ("agreed_by__isnull", False),
                        ("agreed_on__isnull", False),
                        models.Q(("quorum_as_agreed", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("status", "agreed"), _negated=True),
                        ("agreed_at_meeting", None),
                        ("agreed_by", None),
                        ("agreed_on", None),
                        ("corrections", ""),
                        ("quorum_as_agreed", ""),
                    ),
                    _connector="OR",
                ),
                name="meeting_agreed_by_on_and_at_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="termsofreference",
            constraint=models.UniqueConstraint(
                fields=("subgroup", "edition"), name="terms_edition_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="termsofreference",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "draft")),
                fields=("subgroup",),
                name="terms_one_draft",
                violation_error_message="There is already a draft",
            ),
        ),
        migrations.AddConstraint(
            model_name="termsofreference",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "agreed")),
                fields=("subgroup",),
                name="terms_one_agreed",
            ),
        ),
        migrations.AddConstraint(
            model_name="termsofreference",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("agreed_by", None), ("agreed_on", None), ("status", "draft")
                    ),
                    models.Q(
                        ("agreed_by__isnull", False),
                        ("agreed_on__isnull", False),
                        ("status__in", ["agreed", "superseded"]),
                    ),
                    _connector="OR",
                ),
                name="terms_agreed_by_and_on_together",
            ),
        ),
    ]
