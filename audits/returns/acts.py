"""What may be done to a return in each of its states, by whom, and why not."""

from collections.abc import Callable
from datetime import date

from django.db import models

from audits.returns.models.progress import Signatory
from partnership.access import Permission
from partnership.guards.acts import Act
from partnership.people.named_in import entries_of


class Status(models.TextChoices):
    """How far a return is."""

    NOT_STARTED = "not_started", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    READY = "ready", "Ready to sign"
    SUBMITTED = "submitted", "Submitted"


BEFORE_SIGNING = (Status.NOT_STARTED, Status.IN_PROGRESS)


def past_answering(audit_return) -> str:
    """Why a return takes no more answers, for the person who is answering."""
    if not audit_return.round.is_open:
        return "This round is not open, so its answers can no longer change"
    if audit_return.is_submitted:
        return "This return has been submitted and no longer changes"
    return (
        "This return is with its signatories. Take it back to change an answer; "
        "it is then signed afresh."
    )


def _round_is_over(audit_return, by, on: date | None) -> str:
    return "" if audit_return.round.is_open else past_answering(audit_return)


def _not_signed(audit_return) -> str:
    if audit_return.is_submitted or not audit_return.round.is_open:
        return past_answering(audit_return)
    return "This return has not been signed by everyone who must sign it"


def _lacks_a_signature(audit_return, by, on: date | None) -> str:
    if audit_return.round.is_open and audit_return.is_signed:
        return ""
    return _not_signed(audit_return)


def _cannot_sign_as(role: Signatory) -> Callable:
    """Why someone may not sign in a role: a turn, a person and a role for each."""

    def why(audit_return, by, on: date | None) -> str:
        standing = audit_return.standing_signatures
        if role not in audit_return.roles_to_sign:
            return f"A return of this school is not signed by its {role.label}"
        if role in standing:
            return f"This return has been signed as {role.label.lower()}"
        # Also under an entry that has since been merged into theirs.
        own = {entry.pk for entry in entries_of(by)} if by else set()
        if any(signature.person_id in own for signature in standing.values()):
            return (
                "You have already signed this return. Someone else must sign as "
                f"{role.label.lower()}."
            )
        if (first := audit_return.next_to_sign) != role:
            return f"The {Signatory(first).label.lower()} signs first"
        return ""

    return why


def _sign(role: Signatory, permission: Permission) -> Act:
    return Act(
        permission=permission,
        open_in=(Status.READY,),
        otherwise="{it} is not ready to sign",
        unless=_cannot_sign_as(role),
    )


ANSWERED = {
    "permission": Permission.ANSWER_RETURN,
    "open_in": BEFORE_SIGNING,
    "otherwise": past_answering,
    "unless": _round_is_over,
}
ACTS = {
    "answer": Act(**ANSWERED),
    "plan_gaps": Act(**ANSWERED),
    # What follows of itself from the first answer.
    "start": Act(open_in=(Status.NOT_STARTED,), to=(Status.IN_PROGRESS,)),
    "declare_ready": Act(
        permission=Permission.ANSWER_RETURN,
        open_in=(Status.IN_PROGRESS,),
        to=(Status.READY,),
        unless=_round_is_over,
    ),
    "take_back": Act(
        words="Take back and change answers",
        page="audits:take_back",
        permission=Permission.ANSWER_RETURN,
        open_in=(Status.READY,),
        to=(Status.IN_PROGRESS,),
        is_done_at_once=True,
    ),
    "sign_as_head": _sign(Signatory.HEAD, Permission.SIGN_RETURN_AS_HEAD),
    "sign_as_dsl": _sign(Signatory.DSL, Permission.SIGN_RETURN_AS_DSL),
    "sign_as_governor": _sign(Signatory.GOVERNOR, Permission.SIGN_RETURN_AS_GOVERNOR),
    "submit": Act(
        permission=Permission.SUBMIT_RETURN,
        open_in=(Status.READY,),
        to=(Status.SUBMITTED,),
        otherwise=_not_signed,
        unless=_lacks_a_signature,
    ),
}
