"""The demonstration's practice reviews, at different stages. All are invented."""

from actions.due.calendar import written
from actions.register.models.actions import Action
from actions.register.services import endings
from actions.register.words import OwnerAs
from actions.reviews.models.recommendations import Recommendation
from actions.reviews.models.reviews import PracticeReview
from actions.reviews.services import recommendations, reviews, stages
from actions.scrutiny.models import ScrutinyQuestion
from partnership.demo import World

Kind = PracticeReview.Kind
Response = Recommendation.Response


def build(world: World) -> None:
    """Build four reviews: published late, in progress, an audit, and a new one."""
    _published(world)
    _commissioned(world)
    _audit(world)
    _notified(world)


def _open(world: World, days: int, **said) -> PracticeReview:
    agencies = [world.organisations[key] for key in said.pop("agencies")]
    lead = world.people.get(said.pop("lead", ""))
    with world.on(world.day(days)) as day:
        return reviews.open_review(
            aware_on=day, lead=lead, agencies=agencies, by=world.by, on=day, **said
        )


def _stage(world: World, review: PracticeReview, days: int, service, **said) -> None:
    with world.on(world.day(days), hour=14) as day:
        service(review, day=day, by=world.by, on=day, **said)


def _recommend(
    world: World,
    review: PracticeReview,
    days: int,
    text: str,
    *to: str,
    words: str = "",
) -> Recommendation:
    with world.on(world.day(days), hour=15):
        return recommendations.add_recommendation(
            review,
            text=text,
            organisations=[world.organisations[key] for key in to],
            to_words=words,
            by=world.people["bryn"],
        )


def _answer(
    world: World,
    recommendation: Recommendation,
    days: int,
    response: str = Response.ACCEPTED,
    words: str = "",
) -> None:
    with world.on(world.day(days), hour=15) as day:
        recommendations.answer_recommendation(
            recommendation,
            response=response,
            response_words=words,
            day=day,
            by=world.people["bryn"],
            on=day,
        )


def follow(
    world: World,
    service,
    asking: Recommendation | ScrutinyQuestion,
    days: int,
    text: str,
    *,
    owner: str,
    due: int,
) -> Action:
    """Raise an action for a recommendation or question, some days from today."""
    person = world.people[owner]
    with world.on(world.day(days), hour=16) as day:
        return service(
            asking,
            text=text,
            organisation=world.organisations["quality"],
            owners=[OwnerAs(words=person.name, person=person)],
            due_text=written(world.day(due)),
            by=world.people["bryn"],
            on=day,
        )


def _complete(world: World, action: Action, days: int, outcome: str) -> None:
    owner = action.owners.get().person
    with world.on(world.day(days), hour=11) as day:
        endings.complete_action(action, outcome=outcome, by=owner, on=day)


def _published(world: World) -> None:
    """A local review of last year, published late, with its recommendations."""
    review = _open(
        world,
        -470,
        kind=Kind.INCIDENT,
        title="Injuries to an infant known to several services",
        summary="How risk is weighed when a parent’s own needs are great; what is "
        "handed on when a family moves between health visiting teams.",
        lead="imran",
        reviewers="Two independent reviewers, for health and for social care",
        agencies=["council", "icb", "police", "health_trust"],
    )
    _stage(world, review, -467, stages.notify_panel)
    _stage(
        world,
        review,
        -440,
        stages.finish_rapid_review,
        late_because="Two agencies’ chronologies came in the last week",
    )
    _stage(
        world,
        review,
        -432,
        stages.decide_on_review,
        needs_local_review=True,
        reason="There is learning across four agencies that the rapid review could "
        "not reach",
        decision_words="The three partners, at an extraordinary executive meeting",
    )
    _stage(world, review, -405, stages.commission_review)
    with world.on(world.day(-270)) as day:
        stages.publish_later(
            review,
            reason="Criminal proceedings had to end before the report could be read",
            expected_on=world.day(-200),
            by=world.by,
            on=day,
        )
    first, second, third = (
        _recommend(world, review, -210, text, *to)
        for text, *to in (
            (
                "Agree one form in which health visitors hand a family over to "
                "another team, and test that it is used",
                "icb",
                "health_trust",
            ),
            (
                "Make sure that every pre-birth assessment asks about the mental "
                "health of both parents",
                "council",
                "health_trust",
            ),
            (
                "Pay for a second specialist midwife across the whole area",
                "icb",
            ),
        )
    )
    _stage(
        world,
        review,
        -195,
        stages.publish_review,
        publication_url="https://wexcombe.example/reviews/infant-injuries",
    )
    for recommendation in (first, second):
        _answer(world, recommendation, -180)
    _answer(
        world,
        third,
        -175,
        Response.PARTLY,
        "One post is shared with the neighbouring board; a second is not affordable "
        "this year",
    )
    raise_for = recommendations.raise_for_recommendation
    form = follow(
        world,
        raise_for,
        first,
        -170,
        "Write the hand-over form with both teams and try it in two localities",
        owner="imran",
        due=-60,
    )
    _complete(
        world,
        form,
        -66,
        "Families who moved were seen within a week of arriving, in 27 of 28 cases",
    )
    with world.on(world.day(-30)) as day:
        recommendations.implement_recommendation(
            first,
            evidence="A dip sample of thirty hand-overs found the form in all of them, "
            "and no family waited longer than eight days",
            by=world.people["bryn"],
            on=day,
        )
    follow(
        world,
        raise_for,
        second,
        -168,
        "Change the pre-birth assessment and brief those who write it",
        owner="eve",
        due=25,
    )


def _commissioned(world: World) -> None:
    """A local review in progress."""
    review = _open(
        world,
        -165,
        kind=Kind.LOCAL,
        title="Exploitation of young people who were missing from education",
        summary="What was known to whom; whether being off roll hid the risk.",
        lead="olu",
        reviewers="An independent reviewer, with a headteacher of another area",
        agencies=["council", "police", "secondary_heads", "voluntary"],
    )
    _stage(world, review, -161, stages.notify_panel)
    _stage(world, review, -146, stages.finish_rapid_review)
    _stage(
        world,
        review,
        -140,
        stages.decide_on_review,
        needs_local_review=True,
        reason="The same pattern was seen in two neighbouring areas",
        decision_words="The three partners, by email",
    )
    _stage(world, review, -118, stages.commission_review)
    with world.on(world.day(-117)) as day:
        reviews.name_on_review(
            review,
            person=world.people["chris"],
            part="Member of the panel, for education",
            by=world.by,
            on=day,
        )


def _audit(world: World) -> None:
    """A multi-agency audit whose recommendations are being answered."""
    review = _open(
        world,
        -90,
        kind=Kind.AUDIT,
        title="Multi-agency audit: the first strategy discussion",
        summary="Who was there, how soon, and what the discussion changed.",
        lead_words="The three auditors of the quality assurance subgroup",
        agencies=["council", "icb", "police"],
    )
    _stage(world, review, -80, stages.commission_review)
    asked = _recommend(
        world,
        review,
        -40,
        "Invite the school to every first strategy discussion in term time",
        "council",
        "primary_heads",
        "secondary_heads",
    )
    _recommend(
        world,
        review,
        -40,
        "Say in writing what each agency does until the next discussion",
        words="Chairs of strategy discussions",
    )
    _answer(world, asked, -28)
    running = Action.objects.filter(text__icontains="school", status="under_way")
    with world.on(world.day(-27)):
        if action := running.order_by("pk").first():
            recommendations.link_to_recommendation(
                asked, action=action, by=world.people["bryn"]
            )


def _notified(world: World) -> None:
    """A serious incident of this month, with its rapid review due."""
    review = _open(
        world,
        -13,
        kind=Kind.INCIDENT,
        title="Serious harm to a young person waiting for mental health support",
        lead="eve",
        agencies=["council", "icb", "health_trust"],
    )
    _stage(world, review, -10, stages.notify_panel)
