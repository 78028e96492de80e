"""Someone leaves, or was entered twice: what becomes of what they own and lead.

What is open moves; closed actions keep whoever did them. Rows are moved by the
statement, not one by one; each still has its event in the history and its next version,
so that a form someone has open is answered with what changed meanwhile.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Case, F, Value, When

from actions.held import LED, OWNED, SUPPORTED, TRACES, holdings
from actions.plans.models import Plan, Priority
from actions.register.models.actions import Action
from actions.register.models.owners import ActionOwner
from actions.register.services.saved import tell_apart
from actions.reviews.held import REVIEWED
from actions.reviews.models.reviews import PracticeReview, ReviewMember
from actions.risks.held import RISKS
from actions.risks.models.risks import Risk
from actions.risks.services.risks import check_owner
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.handing_over import Holding, handed_over, pks_of
from partnership.people.models import Person
from partnership.people.named_in import move_all


@transaction.atomic
def hand_over(
    *,
    leaver: Person,
    taker: Person | None,
    rows: Sequence[Holding] | None = None,
    last_day: date,
    by: Person | None,
    on: date,
) -> list[Holding]:
    """Give open actions, priorities, risks, reviews to someone else, or to nobody.

    `rows` are those to move, all without it; returns those that were still the
    leaver's, and so did. Who is named in another way (a role, a body) stays named.

    Raises:
        Refused: someone would take over from themselves, or someone who belongs only
            to schools would take over a risk.
    """
    if taker == leaver:
        raise Refused("Choose someone else to take over")
    rows = holdings(leaver, on=on) if rows is None else rows
    moved = {
        OWNED: _give_actions(leaver, taker, pks_of(rows, OWNED)),
        LED: _give_priorities("lead", leaver, taker, pks_of(rows, LED)),
        SUPPORTED: _give_priorities(
            "board_officer", leaver, taker, pks_of(rows, SUPPORTED)
        ),
        RISKS: _give_risks(leaver, taker, pks_of(rows, RISKS), on=on),
        REVIEWED: _give_reviews(leaver, taker, pks_of(rows, REVIEWED)),
    }
    for kind, subjects in moved.items():
        history.record_many(
            handed_over(
                subjects, leaver=leaver, taker=taker, last_day=last_day, what=kind.words
            ),
            by=by,
        )
    done = {kind: {row.pk for row in subjects} for kind, subjects in moved.items()}
    return [row for row in rows if row.pk in done.get(row.kind, ())]


def _give_actions(
    leaver: Person, taker: Person | None, pks: Sequence[int]
) -> list[Action]:
    actions = list(
        Action.objects.open()
        .filter(pk__in=pks, owners__person=leaver)
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    owners = ActionOwner.objects.filter(action__in=actions)
    theirs = owners.filter(person=leaver)
    others = owners.exclude(person=None).exclude(person=leaver)
    if taker is None:
        # Whoever owns it besides goes on alone; else it is as good as "tbc".
        theirs.filter(action__in=others.values("action")).delete()
        theirs.update(person=None, words=f"tbc (was {leaver.name})"[:300])
    else:
        theirs.filter(action__in=owners.filter(person=taker).values("action")).delete()
        theirs.update(person=taker, words=taker.name)
    _count_on(actions)
    return actions


def _give_priorities(
    column: str, leaver: Person, taker: Person | None, pks: Sequence[int]
) -> list[Priority]:
    priorities = list(
        Priority.objects.exclude(plan__status=Plan.Status.SUPERSEDED)
        .filter(pk__in=pks, **{column: leaver})
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    words = {}
    if column == "lead":
        words["lead_words"] = _words_of_lead(leaver, taker)
    Priority.objects.filter(pk__in=[row.pk for row in priorities]).update(
        version=F("version") + 1, **{column: taker}, **words
    )
    return priorities


def _give_risks(
    leaver: Person, taker: Person | None, pks: Sequence[int], *, on: date
) -> list[Risk]:
    if pks and taker is not None:
        check_owner(taker, on=on)
    risks = list(
        Risk.objects.live()
        .filter(pk__in=pks, owner=leaver)
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    Risk.objects.filter(pk__in=[risk.pk for risk in risks]).update(
        version=F("version") + 1, owner=taker
    )
    return risks


def _give_reviews(
    leaver: Person, taker: Person | None, pks: Sequence[int]
) -> list[PracticeReview]:
    reviews = list(
        PracticeReview.objects.open()
        .filter(pk__in=pks, lead=leaver)
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    PracticeReview.objects.filter(pk__in=[row.pk for row in reviews]).update(
        version=F("version") + 1, lead=taker, lead_words=_words_of_lead(leaver, taker)
    )
    return reviews


def _words_of_lead(leaver: Person, taker: Person | None) -> Case:
    """The lead in words: the new name, unless it never was the leaver's."""
    return Case(
        When(
            lead_words=leaver.name,
            then=Value(taker.name if taker else f"tbc (was {leaver.name})"),
        ),
        default=F("lead_words"),
    )


def _count_on(actions: Iterable[Action]) -> None:
    """The next version of each, so that forms opened before are told."""
    Action.objects.filter(pk__in=[action.pk for action in actions]).update(
        version=F("version") + 1
    )


@transaction.atomic
def merge_people(
    *, kept: Person, gone: Person, by: Person | None, on: date
) -> dict[str, int]:
    """Let what one entry owns and leads be the other's; how much moved, by kind.

    Closed actions move too: it is the same human being, who may still look at what
    they did. An action that both own has one owner afterwards.
    """
    actions = list(
        Action.objects.filter(owners__person=gone)
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    theirs = ActionOwner.objects.filter(action__in=actions, person=gone)
    theirs.filter(
        action__in=ActionOwner.objects.filter(person=kept).values("action")
    ).delete()
    named = ReviewMember.objects.filter(person=kept, ended_on=None)
    ReviewMember.objects.filter(
        person=gone, ended_on=None, review__in=named.values("review")
    ).update(ended_on=on)
    theirs.filter(words__iexact=gone.name, action__in=Action.objects.open()).update(
        words=kept.name
    )
    tell_apart(kept=kept, gone=gone)
    moved = move_all(TRACES, gone=gone, kept=kept)
    _count_on(actions)
    history.record_many(
        (
            (
                action,
                "owner’s two entries merged",
                {"before": gone.name, "after": kept.name, "on": on.isoformat()},
            )
            for action in actions
        ),
        by=by,
    )
    return moved
