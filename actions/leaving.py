"""Hands over the work of people who leave, and merges people entered twice.

Open work moves; closed actions stay with the people who did them. Rows are moved
together, but each gets a history event and a new version, so that open forms show the
change.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Case, F, Value, When

from actions.held import LED, OWNED, SUPPORTED, TRACES, holdings
from actions.plans.models import Plan, Priority
from actions.register.models.actions import Action
from actions.register.models.owners import ActionOwner, ActionReader
from actions.register.services.saved import tell_apart
from actions.reviews.held import REVIEWED
from actions.reviews.models.reviews import PracticeReview, ReviewMember
from actions.risks.held import RISKS
from actions.risks.models.risks import Risk
from actions.risks.services.risks import check_owner
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.names import plain_name
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
    """Give open actions, priorities, risks and reviews to someone else, or to nobody.

    `rows` are those to move, by default all; returns those that still belonged to the
    leaver and moved. Owners named by role or organisation stay.

    Raises:
        Refused: `leaver` and `taker` are the same, or someone who only works at schools
            would take over a risk.
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
        # Other owners keep it; without any, the owner becomes "tbc".
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
    """The lead as written: the new name, if it was the leaver's."""
    return Case(
        When(
            lead_words=leaver.name,
            then=Value(taker.name if taker else f"tbc (was {leaver.name})"),
        ),
        default=F("lead_words"),
    )


def _count_on(actions: Iterable[Action]) -> None:
    """Raise the version of each, so that open forms notice the change."""
    Action.objects.filter(pk__in=[action.pk for action in actions]).update(
        version=F("version") + 1
    )


@transaction.atomic
def merge_people(
    *, kept: Person, gone: Person, by: Person | None, on: date
) -> dict[str, int]:
    """Move everything one entry owns and leads to the other; returns counts by kind.

    Closed actions move too, since it is the same person. An action owned by both has
    one owner afterwards.
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
    theirs.filter(
        plain_words=plain_name(gone.name), action__in=Action.objects.open()
    ).update(words=kept.name)
    # Named under both entries, they are named once.
    ActionReader.objects.filter(person=gone, action__readers__person=kept).delete()
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
