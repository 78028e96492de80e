"""What may stand on an agenda, each with where it comes from. Only reads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.formats import date_format

from actions.register.models.actions import Action
from actions.risks.models.risks import Risk
from partnership.people.models import Organisation, Person
from partnership.policy import values as policy
from subgroups.agenda import services
from subgroups.agenda.models import AgendaItem, Purpose
from subgroups.agenda.planning import due_at
from subgroups.meetings.models.meetings import Meeting
from subgroups.quorum.ratifying import waiting_for_ratification
from subgroups.structure.models import Subgroup

if TYPE_CHECKING:
    from subgroups.registers.models.escalations import Escalation

OPENING, CLOSING = "opening", "closing"
LAST = "last"
# The groups of the page, in the order in which their items come onto the agenda.
GROUPS = {
    OPENING: "At the start of every agenda",
    "minutes": "Minutes and matters arising",
    "actions": "Open actions",
    "decisions": "Decisions to be ratified",
    "by_email": "Decisions taken by email, to be noted",
    "escalated": "Escalated to this group, and responses to it",
    "escalations": "Risks escalated to this group",
    "risks": "Risks over the threshold",
    "forward": "From the forward plan",
    LAST: "From the last agenda",
    CLOSING: "At the end of every agenda",
}


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """An item that may be put on an agenda, with the group it is shown in."""

    group: str
    source: str
    title: str
    hint: str = ""
    purpose: str = Purpose.DISCUSSION
    presenter: str = ""
    section: str = ""
    minutes: int | None = None
    access: str = AgendaItem.Access.OPEN
    # Whether it comes onto the agenda without anybody choosing it.
    is_certain: bool = False

    @property
    def fields(self) -> dict:
        """What the agenda keeps of it."""
        names = (
            "source",
            "title",
            "purpose",
            "presenter",
            "section",
            "minutes",
            "access",
        )
        return {name: getattr(self, name) for name in names}


def proposals_for(meeting: Meeting, *, by: Person, on: date) -> list[Proposal]:
    """What may be put on an agenda and does not stand there, in order.

    Risks and actions that the reader may not see are left out.
    """
    items = list(meeting.items.all())
    sources = {item.source for item in items} - {""}
    titles = {item.title.casefold() for item in items}
    found = []
    for proposal in _all(meeting, by, on):
        is_there = proposal.source in sources or proposal.title.casefold() in titles
        if not is_there:
            found.append(proposal)
            titles.add(proposal.title.casefold())
    return sorted(found, key=lambda proposal: list(GROUPS).index(proposal.group))


def _all(meeting: Meeting, by: Person, on: date) -> Iterator[Proposal]:
    """Every proposal; of two with the same title, the first counts."""
    yield from _from_template()
    yield from _minutes(meeting)
    yield from _actions(meeting, by, on)
    yield from _certain(meeting)
    yield from _risks(meeting, by)
    yield from _forward(meeting)
    yield from _last_agenda(meeting)


def _from_template() -> Iterator[Proposal]:
    for number, row in enumerate(policy.get("agenda_template"), 1):
        yield Proposal(
            group=row["place"],
            source=f"template:{number}",
            title=row["title"],
            purpose=row["purpose"],
            minutes=row["minutes"],
        )


def _earlier(meeting: Meeting) -> Iterable[Meeting]:
    """The subgroup's meetings before this one, latest first."""
    return meeting.subgroup.meetings.standing().filter(held_on__lt=meeting.held_on)


def _minutes(meeting: Meeting) -> Iterator[Proposal]:
    last = _earlier(meeting).exclude(agreed_on__isnull=False).first()
    if last is not None:
        day = date_format(last.held_on, "j F Y")
        yield Proposal(
            group="minutes",
            source=f"minutes:{last.pk}",
            title=f"Minutes of {day} and matters arising",
            hint=last.get_status_display(),
            purpose=Purpose.DECISION,
        )


def _actions(meeting: Meeting, by: Person, on: date) -> Iterator[Proposal]:
    actions = Action.objects.visible_to(by).filter(
        organisation=meeting.subgroup.organisation_id
    )
    still_open, late = actions.open().count(), actions.overdue(on=on).count()
    if still_open:
        yield Proposal(
            group="actions",
            source="actions",
            title="Action log",
            hint=f"{still_open} open, {late} overdue",
            purpose=Purpose.ASSURANCE,
        )


def _decisions(meeting: Meeting) -> Iterator[Proposal]:
    for decision in waiting_for_ratification(meeting.subgroup):
        taken = decision.item
        if taken.meeting.held_on < meeting.held_on:
            day = date_format(taken.meeting.held_on, "j F Y")
            yield Proposal(
                group="decisions",
                source=f"decision:{decision.pk}",
                title=f"To ratify: decision {taken.number}.{decision.number} of {day}",
                hint="" if taken.is_restricted else decision.text,
                purpose=Purpose.DECISION,
                access=taken.access,
                is_certain=True,
            )


def _certain(meeting: Meeting) -> Iterator[Proposal]:
    """What comes onto the next agenda by itself, unless another coming one has it."""
    elsewhere = set(
        AgendaItem.objects.filter(meeting__in=meeting.others_coming()).values_list(
            "source", flat=True
        )
    )
    for proposal in (
        *_decisions(meeting),
        *_by_email(meeting.subgroup),
        *_escalated(meeting.subgroup),
        *_answered(meeting.subgroup),
    ):
        if proposal.source not in elsewhere:
            yield proposal


def _by_email(subgroup: Subgroup) -> Iterator[Proposal]:
    for decision in subgroup.email_decisions.to_note():
        yield Proposal(
            group="by_email",
            source=f"email_decision:{decision.pk}",
            title=f"To note: decision by email of {_day(decision.closed_on)}",
            hint=decision.question,
            purpose=Purpose.INFORMATION,
            is_certain=True,
        )


def _escalated(subgroup: Subgroup) -> Iterator[Proposal]:
    """What others escalated to this group and it has not answered yet."""
    for escalation in subgroup.organisation.escalations.on_the_way().oldest_first():
        yield _passed_on(
            escalation,
            source=f"escalated:{escalation.pk}",
            title=f"Escalated by {escalation.sender} on {_day(escalation.sent_on)}",
            hint=escalation.why,
        )


def _answered(subgroup: Subgroup) -> Iterator[Proposal]:
    """The responses that have come back to what this group escalated."""
    for item in _with_responses(subgroup):
        for escalation in item.escalations.come_back():
            yield _passed_on(
                escalation,
                source=f"answered:{escalation.pk}",
                title=f"Response of {escalation.to_words} to the escalation of "
                f"{_day(escalation.sent_on)}",
                hint=escalation.response,
            )


def _with_responses(subgroup: Subgroup) -> Iterable[AgendaItem]:
    return AgendaItem.objects.filter(
        meeting__subgroup=subgroup, escalations__status="answered"
    ).distinct()


def _passed_on(
    escalation: "Escalation", *, source: str, title: str, hint: str
) -> Proposal:
    """The item of an escalation. One from a restricted item stays restricted."""
    is_restricted = escalation.item.is_restricted
    return Proposal(
        group="escalated",
        source=source,
        title=title[:250],
        hint="" if is_restricted else hint,
        purpose=Purpose.DECISION,
        access=escalation.item.access,
        is_certain=True,
    )


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _risks(meeting: Meeting, by: Person) -> Iterator[Proposal]:
    """The subgroup's own risks, and those of the groups that report to it.

    Where the subgroup reports to the partnership, it also hears of the risks of the
    partnership itself. An escalation waits until it has been acknowledged.
    """
    ours = meeting.subgroup.organisation
    below = Organisation.objects.filter(subgroup__reports_to=ours)
    above = meeting.subgroup.reports_to
    is_of_partnership = above and above.kind == Organisation.Kind.PARTNERSHIP
    seen = Risk.objects.visible_to(by).for_rows().most_severe_first()
    wait = seen.unacknowledged().filter(
        organisation__in=[*below, *([above] if is_of_partnership else [])]
    )
    for risk in wait:
        yield Proposal(
            group="escalations",
            source=f"escalation:{risk.pk}",
            title=f"Escalated by {risk.organisation}: {risk.ref}",
            hint=f"{risk.title} – rated {risk.current_score}",
            purpose=Purpose.DECISION,
        )
    for risk in seen.over_threshold().filter(organisation=ours):
        yield Proposal(
            group="risks",
            source=f"risk:{risk.pk}",
            title=f"Risk {risk.ref}: {risk.title}"[:250],
            hint=f"Rated {risk.current_score}",
            purpose=Purpose.ASSURANCE,
            presenter=risk.owner.name if risk.owner else "",
        )


def _forward(meeting: Meeting) -> Iterator[Proposal]:
    for item, is_review in due_at(meeting):
        yield Proposal(
            group="forward",
            source=f"forward:{item.pk}",
            title=item.title,
            hint=(
                "Temporary: decide whether it continues"
                if is_review
                else item.get_frequency_display()
            ),
            purpose=item.purpose,
            presenter=item.presenter,
            section=item.section,
            minutes=item.minutes,
        )


def _last_agenda(meeting: Meeting) -> Iterator[Proposal]:
    last = _earlier(meeting).filter(items__isnull=False).first()
    if last is None:
        return
    for item in last.items.filter(access=AgendaItem.Access.OPEN):
        # What was about that meeting alone is proposed anew above.
        if item.source.partition(":")[0] in {"", "template", "forward"}:
            yield Proposal(
                group=LAST,
                source=f"last:{item.pk}",
                title=item.title,
                purpose=item.purpose,
                presenter=item.presenter,
                section=item.section,
                minutes=item.minutes,
            )


@transaction.atomic
def add_what_is_certain(meeting: Meeting, *, by: Person) -> None:
    """Put onto an agenda what comes onto it without anybody choosing it."""
    sources = set(meeting.items.values_list("source", flat=True))
    for proposal in _certain(meeting):
        if proposal.source not in sources:
            services.add_agenda_item(meeting, **proposal.fields, by=by)


@transaction.atomic
def add_proposed(
    meeting: Meeting, *, chosen: Iterable[str], by: Person, on: date
) -> list[AgendaItem]:
    """Put the chosen proposals on the agenda, in their order.

    Raises:
        Refused: the meeting has begun.
    """
    meeting.claim(None)
    meeting.guard("build")
    wanted = set(chosen)
    return [
        services.add_agenda_item(meeting, **proposal.fields, by=by)
        for proposal in proposals_for(meeting, by=by, on=on)
        if proposal.source in wanted
    ]
