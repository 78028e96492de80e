"""What may be done to a meeting and its minutes in each state, by whom, and why not."""

from datetime import date

from django.db import models

from partnership.access import Permission
from partnership.guards.acts import Act


class Status(models.TextChoices):
    """The stage of a meeting, from planning to agreed minutes."""

    PLANNED = "planned", "Planned"
    PUBLISHED = "published", "Agenda published"
    HELD = "held", "Held"
    DRAFT = "draft", "Minutes in draft"
    CIRCULATED = "circulated", "Minutes circulated"
    AGREED = "agreed", "Minutes agreed"
    CANCELLED = "cancelled", "Cancelled"


COMING = (Status.PLANNED, Status.PUBLISHED)
# States in which minutes may still be written.
OPEN = (*COMING, Status.HELD, Status.DRAFT)


def _gone_out(meeting) -> str:
    if meeting.is_cancelled:
        return "This meeting was cancelled"
    if meeting.is_agreed:
        return "These minutes are agreed. Add a dated amendment instead"
    return "These minutes have been circulated. Take them back to draft first"


def _lies_ahead(meeting, by, on: date | None) -> str:
    if on is not None and meeting.held_on > on:
        return "You can record attendance from the day of the meeting"
    return ""


def _has_no_items(meeting, by, on: date | None) -> str:
    if not meeting.items.exists():
        return "Add at least one item before publishing the agenda"
    return ""


def _has_not_changed(meeting, by, on: date | None) -> str:
    sending = meeting.sendings.last()
    if sending is None or not sending.changes_since:
        return "Nothing has changed since the agenda was sent"
    return ""


def _has_not_begun(meeting, by, on: date | None) -> str:
    return "" if meeting.has_begun else "Record the attendance first"


def _cannot_go_out(meeting, by, on: date | None) -> str:
    if not meeting.attendances.exists():
        return "Record the attendance before circulating the minutes"
    if meeting.quorum().is_quorate is None:
        return (
            "Record whether the chair determines the meeting quorate before "
            "circulating the minutes"
        )
    return ""


def _none_has_followed(meeting, by, on: date | None) -> str:
    if on is not None and not meeting.later_meetings(on=on).exists():
        return (
            "You can record these minutes as agreed once the next meeting has been held"
        )
    return ""


def _lacked_a_quorum(meeting, by, on: date | None) -> str:
    match meeting.quorum().is_quorate:
        case False:
            return "That meeting was not quorate"
        case None:
            return "Record whether that meeting was quorate first"
    return ""


def _has_been_checked(meeting, by, on: date | None) -> str:
    return "The chair has checked these minutes" if meeting.checked_on else ""


def _did_not_attend(meeting, by, on: date | None) -> str:
    if by is not None and not meeting.attendances.in_the_room().filter(person=by):
        return "Only people who attended the meeting can propose corrections"
    return ""


def _has_open_corrections(meeting, by, on: date | None) -> str:
    if meeting.proposed_corrections.waiting().exists():
        return "Accept or refuse each proposed correction first"
    return _none_has_followed(meeting, by, on)


RECORDED = {"permission": Permission.RECORD_MEETING}

ACTS = {
    "circulate": Act(
        words="Circulate the minutes",
        page="subgroups:circulate",
        open_in=(Status.DRAFT,),
        to=(Status.CIRCULATED,),
        otherwise="Only minutes in draft can be circulated",
        unless=_cannot_go_out,
        opens_to_explain=True,
        is_main=True,
        **RECORDED,
    ),
    "record_attendance": Act(
        words="Record attendance",
        page="subgroups:attendance",
        open_in=OPEN,
        otherwise=_gone_out,
        unless=_lies_ahead,
        **RECORDED,
    ),
    # The page used during the meeting.
    "run": Act(
        words="Open the meeting room",
        page="subgroups:room",
        open_in=OPEN,
        otherwise=_gone_out,
        unless=_lies_ahead,
        is_main=True,
        **RECORDED,
    ),
    "publish": Act(
        words="Publish the agenda",
        page="subgroups:publish_agenda",
        open_in=(Status.PLANNED,),
        to=(Status.PUBLISHED,),
        otherwise="You can publish an agenda once, before the meeting",
        unless=_has_no_items,
        is_main=True,
        **RECORDED,
    ),
    "send_changes": Act(
        words="Send the changes",
        page="subgroups:send_changes",
        open_in=(Status.PUBLISHED,),
        otherwise="Changes are sent between publishing and the meeting",
        unless=_has_not_changed,
        is_main=True,
        **RECORDED,
    ),
    "determine_quorum": Act(
        words="Record chair’s decision on quorum",
        page="subgroups:determine_quorum",
        open_in=OPEN,
        otherwise=_gone_out,
        unless=_has_not_begun,
        **RECORDED,
    ),
    "agree": Act(
        words="Agree the minutes",
        page="subgroups:agree",
        open_in=(Status.CIRCULATED,),
        to=(Status.AGREED,),
        otherwise="Only circulated minutes can be agreed",
        unless=_has_open_corrections,
        says_why=True,
        is_main=True,
        **RECORDED,
    ),
    "check": Act(
        words="Confirm that you have checked them",
        page="subgroups:check_minutes",
        open_in=(Status.DRAFT, Status.CIRCULATED),
        otherwise="The chair checks minutes while they are in draft or circulated",
        unless=_has_been_checked,
        is_done_at_once=True,
        permission=Permission.CHECK_MINUTES,
    ),
    "propose_correction": Act(
        words="Propose a correction",
        page="subgroups:propose_correction",
        open_in=(Status.CIRCULATED,),
        otherwise="You can propose corrections once the minutes have been circulated",
        unless=_did_not_attend,
        permission=Permission.SEE_MEETINGS,
    ),
    "take_back": Act(
        words="Take back to draft",
        page="subgroups:take_back",
        open_in=(Status.CIRCULATED,),
        to=(Status.DRAFT,),
        otherwise="Only circulated minutes can be taken back to draft",
        is_done_at_once=True,
        **RECORDED,
    ),
    "correct": Act(
        words="Change the date, time or place",
        page="subgroups:correct_meeting",
        open_in=OPEN,
        otherwise=_gone_out,
        **RECORDED,
    ),
    "cancel": Act(
        words="Cancel this meeting",
        page="subgroups:cancel_meeting",
        open_in=COMING,
        to=(Status.CANCELLED,),
        otherwise="Only a meeting that has not been held can be cancelled",
        **RECORDED,
    ),
    "amend": Act(
        words="Add an amendment",
        page="subgroups:amend",
        open_in=(Status.AGREED,),
        otherwise="Only agreed minutes can be amended. Correct the draft instead",
        **RECORDED,
    ),
    # Building an agenda before the meeting.
    "build": Act(
        words="Build the agenda",
        page="subgroups:build_agenda",
        open_in=COMING,
        otherwise="An agenda is built before the meeting",
        **RECORDED,
    ),
    # Adding an item, notes, a decision or an action.
    "write": Act(open_in=OPEN, otherwise=_gone_out, **RECORDED),
    # Ratifying a decision taken at an earlier meeting.
    "ratify": Act(
        open_in=(Status.HELD, Status.DRAFT),
        otherwise="Select a meeting that has been held and whose minutes are still in "
        "draft",
        unless=_lacked_a_quorum,
        **RECORDED,
    ),
    # Receiving an escalation, responding to one, or noting what came back.
    "deal_with": Act(
        open_in=(Status.HELD, Status.DRAFT),
        otherwise="This is recorded at a meeting that has been held and whose minutes "
        "are still in draft",
        **RECORDED,
    ),
    # Moves that follow automatically from the first attendance and the first notes.
    "hold": Act(open_in=COMING, to=(Status.HELD,)),
    "begin_minutes": Act(open_in=(Status.HELD,), to=(Status.DRAFT,)),
}
