"""Practice reviews with their clocks and recommendations; scrutiny and its questions."""

import django.db.models.deletion
from django.db import migrations, models

# What is carried into another year goes on standing for what asked for it.
CARRYING = """
CREATE FUNCTION actions_stand_for_what_asked() RETURNS trigger AS $$
BEGIN
    INSERT INTO actions_recommendation_actions (recommendation_id, action_id)
        SELECT recommendation_id, NEW.id FROM actions_recommendation_actions
        WHERE action_id = NEW.carried_from_id
        ON CONFLICT DO NOTHING;
    INSERT INTO actions_scrutinyquestion_actions (scrutinyquestion_id, action_id)
        SELECT scrutinyquestion_id, NEW.id FROM actions_scrutinyquestion_actions
        WHERE action_id = NEW.carried_from_id
        ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER carried_action_stands_for_what_asked
    AFTER INSERT OR UPDATE OF carried_from_id ON actions_action
    FOR EACH ROW WHEN (NEW.carried_from_id IS NOT NULL)
    EXECUTE FUNCTION actions_stand_for_what_asked();
"""
NOT_CARRYING = """
DROP TRIGGER carried_action_stands_for_what_asked ON actions_action;
DROP FUNCTION actions_stand_for_what_asked();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0008_risks"),
        ("partnership", "0009_messages_in_a_list"),
    ]

    operations = [
        migrations.CreateModel(
            name="PracticeReview",
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
                ("ref", models.CharField(max_length=24, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("incident", "Serious incident notification"),
                            ("rapid", "Rapid review"),
                            ("local", "Local child safeguarding practice review"),
                            ("audit", "Multi-agency audit"),
                            ("other", "Other learning review"),
                        ],
                        max_length=8,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("summary", models.TextField(blank=True)),
                ("lead_words", models.CharField(blank=True, max_length=200)),
                ("reviewers", models.CharField(blank=True, max_length=300)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("aware", "Aware"),
                            ("notified", "National panel notified"),
                            ("rapid_done", "Rapid review done"),
                            ("to_review", "Local review decided"),
                            ("no_review", "No local review"),
                            ("commissioned", "Commissioned"),
                            ("published", "Published"),
                            ("closed", "Closed"),
                        ],
                        default="aware",
                        max_length=12,
                    ),
                ),
                ("aware_on", models.DateField()),
                ("notified_on", models.DateField(blank=True, null=True)),
                ("rapid_done_on", models.DateField(blank=True, null=True)),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("commissioned_on", models.DateField(blank=True, null=True)),
                ("published_on", models.DateField(blank=True, null=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("notify_by", models.DateField(blank=True, null=True)),
                ("rapid_by", models.DateField(blank=True, null=True)),
                ("publish_by", models.DateField(blank=True, null=True)),
                (
                    "next_due",
                    models.DateField(
                        blank=True,
                        help_text="The last day of the clock that runs now",
                        null=True,
                    ),
                ),
                ("notified_late_because", models.TextField(blank=True)),
                ("rapid_late_because", models.TextField(blank=True)),
                ("published_late_because", models.TextField(blank=True)),
                ("publication_expected_on", models.DateField(blank=True, null=True)),
                ("needs_local_review", models.BooleanField(blank=True, null=True)),
                ("decision_reason", models.TextField(blank=True)),
                (
                    "decision_words",
                    models.CharField(
                        blank=True, help_text="Who decided, and where", max_length=300
                    ),
                ),
                ("publication_url", models.CharField(blank=True, max_length=300)),
                ("closed_because", models.TextField(blank=True)),
                (
                    "agencies",
                    models.ManyToManyField(
                        blank=True,
                        related_name="practice_reviews",
                        to="partnership.organisation",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews_led",
                        to="partnership.person",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Recommendation",
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
                ("text", models.TextField()),
                ("to_words", models.CharField(blank=True, max_length=300)),
                (
                    "response",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Accepted"),
                            ("partly", "Accepted in part"),
                            ("not_accepted", "Not accepted"),
                        ],
                        max_length=12,
                    ),
                ),
                ("response_words", models.TextField(blank=True)),
                ("responded_on", models.DateField(blank=True, null=True)),
                ("implemented_on", models.DateField(blank=True, null=True)),
                (
                    "evidence",
                    models.TextField(
                        blank=True, help_text="How one knows that it made a difference"
                    ),
                ),
                (
                    "actions",
                    models.ManyToManyField(
                        blank=True, related_name="recommendations", to="actions.action"
                    ),
                ),
                (
                    "implemented_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.person",
                    ),
                ),
                (
                    "organisations",
                    models.ManyToManyField(
                        blank=True,
                        related_name="recommendations",
                        to="partnership.organisation",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations",
                        to="actions.practicereview",
                    ),
                ),
            ],
            options={
                "ordering": ["review", "number"],
            },
        ),
        migrations.CreateModel(
            name="ReviewMember",
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
                ("part", models.CharField(blank=True, max_length=120)),
                ("named_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.person",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="actions.practicereview",
                    ),
                ),
            ],
            options={
                "ordering": ["review", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ScrutinySession",
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
                ("ref", models.CharField(max_length=24, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("council", "Council scrutiny committee"),
                            ("young", "Young scrutineers"),
                            ("independent", "Independent scrutineer’s visit"),
                            ("inspection", "Inspection: Ofsted or joint targeted"),
                            ("peer", "Peer review"),
                            ("other", "Other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("body", models.CharField(max_length=200)),
                ("held_on", models.DateField()),
                ("subject", models.CharField(max_length=200)),
                ("who_went", models.TextField(blank=True)),
                ("papers_words", models.CharField(blank=True, max_length=200)),
                ("papers_url", models.CharField(blank=True, max_length=300)),
                (
                    "findings",
                    models.TextField(
                        blank=True,
                        help_text="What was said, in its own numbered paragraphs",
                    ),
                ),
                ("outcome", models.TextField(blank=True)),
                ("recorded_on", models.DateField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scrutiny_recorded",
                        to="partnership.person",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ScrutinyQuestion",
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
                ("paragraph", models.CharField(blank=True, max_length=20)),
                ("theme", models.CharField(blank=True, max_length=120)),
                ("text", models.TextField()),
                ("asked_by", models.CharField(blank=True, max_length=200)),
                ("answer_from", models.CharField(blank=True, max_length=200)),
                ("answer", models.TextField(blank=True)),
                ("answer_by", models.DateField(blank=True, null=True)),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("needs_action", models.BooleanField(default=False)),
                (
                    "actions",
                    models.ManyToManyField(
                        blank=True,
                        related_name="scrutiny_questions",
                        to="actions.action",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="actions.scrutinysession",
                    ),
                ),
            ],
            options={
                "ordering": ["session", "number"],
            },
        ),
        migrations.AddIndex(
            model_name="practicereview",
            index=models.Index(
                condition=models.Q(("next_due__isnull", False)),
                fields=["next_due"],
                name="review_by_last_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="practicereview",
            constraint=models.CheckConstraint(
                condition=models.Q(("title__regex", "\\S")), name="review_has_a_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="practicereview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("notified_on", None),
                        ("notified_on__gte", models.F("aware_on")),
                        _connector="OR",
                    ),
                    models.Q(
                        ("rapid_done_on", None),
                        models.Q(
                            ("notified_on__isnull", False),
                            ("rapid_done_on__gte", models.F("notified_on")),
                        ),
                        _connector="OR",
                    ),
                    models.Q(
                        ("decided_on", None),
                        models.Q(
                            ("decided_on__gte", models.F("rapid_done_on")),
                            ("rapid_done_on__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    models.Q(
                        ("commissioned_on", None),
                        models.Q(
                            ("commissioned_on__gte", models.F("aware_on")),
                            ("decided_on", None),
                        ),
                        ("commissioned_on__gte", models.F("decided_on")),
                        _connector="OR",
                    ),
                    models.Q(
                        ("published_on", None),
                        models.Q(
                            ("commissioned_on__isnull", False),
                            ("published_on__gte", models.F("commissioned_on")),
                        ),
                        _connector="OR",
                    ),
                ),
                name="review_days_follow_each_other",
            ),
        ),
        migrations.AddConstraint(
            model_name="practicereview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_on", None), ("needs_local_review", None)),
                    models.Q(
                        ("decided_on__isnull", False),
                        ("decision_reason__regex", "\\S"),
                        ("needs_local_review__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="review_decided_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="practicereview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_because__regex", "\\S"),
                        ("closed_on__isnull", False),
                        ("stage", "closed"),
                    ),
                    models.Q(
                        models.Q(("stage", "closed"), _negated=True),
                        ("closed_because", ""),
                        ("closed_on", None),
                    ),
                    _connector="OR",
                ),
                name="review_closed_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="practicereview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_on__isnull", False), ("stage", "published")),
                    models.Q(
                        models.Q(("stage", "published"), _negated=True),
                        ("published_on", None),
                    ),
                    _connector="OR",
                ),
                name="review_published_on_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="practicereview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("next_due", None),
                    models.Q(
                        ("stage__in", ("no_review", "published", "closed")),
                        _negated=True,
                    ),
                    _connector="OR",
                ),
                name="review_over_has_no_clock",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.UniqueConstraint(
                fields=("review", "number"), name="recommendation_numbered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(("text__regex", "\\S")),
                name="recommendation_has_text",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("responded_on", None), ("response", "")),
                    models.Q(("responded_on__isnull", False), ("response", "accepted")),
                    models.Q(
                        ("responded_on__isnull", False),
                        ("response__in", ["partly", "not_accepted"]),
                        ("response_words__regex", "\\S"),
                    ),
                    _connector="OR",
                ),
                name="recommendation_answered_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("evidence", ""),
                        ("implemented_by", None),
                        ("implemented_on", None),
                    ),
                    models.Q(
                        ("evidence__regex", "\\S"),
                        ("implemented_by__isnull", False),
                        ("implemented_on__isnull", False),
                        ("response__in", ["accepted", "partly"]),
                    ),
                    _connector="OR",
                ),
                name="recommendation_implemented_with_evidence",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewmember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on", None)),
                fields=("review", "person"),
                name="review_member_once",
                violation_error_message="This person is named on the review already",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewmember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on", None),
                    ("ended_on__gte", models.F("named_on")),
                    _connector="OR",
                ),
                name="review_member_ends_after_it_begins",
            ),
        ),
        migrations.AddIndex(
            model_name="scrutinysession",
            index=models.Index(fields=["-held_on"], name="scrutiny_latest_first"),
        ),
        migrations.AddConstraint(
            model_name="scrutinysession",
            constraint=models.CheckConstraint(
                condition=models.Q(("body__regex", "\\S"), ("subject__regex", "\\S")),
                name="scrutiny_session_has_body_and_subject",
            ),
        ),
        migrations.AddConstraint(
            model_name="scrutinysession",
            constraint=models.CheckConstraint(
                condition=models.Q(("held_on__lte", models.F("recorded_on"))),
                name="scrutiny_session_was_held",
            ),
        ),
        migrations.AddIndex(
            model_name="scrutinyquestion",
            index=models.Index(
                condition=models.Q(("answer", "")),
                fields=["answer_by"],
                name="scrutiny_unanswered_by_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="scrutinyquestion",
            constraint=models.UniqueConstraint(
                fields=("session", "number"), name="scrutiny_question_numbered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="scrutinyquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(("text__regex", "\\S")),
                name="scrutiny_question_has_text",
            ),
        ),
        migrations.AddConstraint(
            model_name="scrutinyquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_on", None)),
                    models.Q(("answer__regex", "\\S"), ("answered_on__isnull", False)),
                    _connector="OR",
                ),
                name="scrutiny_answer_and_day_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="scrutinyquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), _negated=True),
                    ("answer_by__isnull", False),
                    ("needs_action", True),
                    _connector="OR",
                ),
                name="scrutiny_question_says_how_it_goes_on",
            ),
        ),
        migrations.RunSQL(CARRYING, NOT_CARRYING),
    ]
