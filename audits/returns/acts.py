"""The acts on a return: who may do them, in which status, and why not."""

from collections.abc import Callable
from datetime import date

from django.db import models

from audits.returns.models.progress import Signatory
from partnership.access import Permission, Role
from partnership.guards.acts import Act
from partnership.people.named_in import entries_of


class Status(models.TextChoices):
    """The status of a return."""

    NOT_STARTED = "not_started", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    READY = "ready", "Ready to sign"
    SUBMITTED = "submitted", "Submitted"


BEFORE_SIGNING = (Status.NOT_STARTED, Status.IN_PROGRESS)


def why_not_answerable(audit_return) -> str:
    """The reason a return can no longer be answered."""
    if not audit_return.is_open:
        return "This round is not open, so you cannot change its answers"
    if audit_return.is_submitted:
        return "This return has been submitted and cannot be changed"
    return (
        "This return has been sent for signing. Reopen it to change an answer; "
        "everyone must then sign again."
    )


def _round_is_over(audit_return, by, on: date | None) -> str:
    return "" if audit_return.is_open else why_not_answerable(audit_return)


def _not_signed(audit_return) -> str:
    if audit_return.is_submitted or not audit_return.is_open:
        return why_not_answerable(audit_return)
    return "This return has not been signed by everyone who needs to sign it"


def _lacks_a_signature(audit_return, by, on: date | None) -> str:
    if audit_return.is_open and audit_return.is_signed:
        return ""
    return _not_signed(audit_return)


def _is_for_the_school_to_submit(audit_return, by, on: date | None) -> str:
    if any(one.is_waived for one in audit_return.current_signatures.values()):
        return _lacks_a_signature(audit_return, by, on)
    return "The school submits this return itself"


def _cannot_sign_as(role: Signatory) -> Callable:
    """The reason a person may not sign in a role."""

    def why(audit_return, by, on: date | None) -> str:
        given = audit_return.current_signatures
        if role not in audit_return.roles_to_sign:
            return f"The {role.label.lower()} does not sign this school’s returns"
        if not audit_return.is_open:
            return why_not_answerable(audit_return)
        if role in given:
            return f"This return has been signed as {role.label.lower()}"
        # Including signatures under an entry later merged into theirs.
        own = {entry.pk for entry in entries_of(by)} if by else set()
        if any(signature.person_id in own for signature in given.values()):
            return (
                "You have already signed this return. Someone else must sign as "
                f"{role.label.lower()}."
            )
        if (first := audit_return.next_to_sign) != role:
            return f"The {Signatory(first).label.lower()} must sign first"
        return ""

    return why


def _cannot_send_back(audit_return, by, on: date | None) -> str:
    """The reason a person may not send a return back: only a signatory does."""
    if not audit_return.is_open:
        return why_not_answerable(audit_return)
    if by is None:
        return ""
    own = {role.value for role in audit_return.roles_of(by)}
    asked = {role for one in audit_return.roles_to_sign for role in SIGNERS[one]}
    return "" if own & asked else "You do not sign this school’s returns"


def _lacks_no_signature(audit_return, by, on: date | None) -> str:
    return "This return has every signature" if audit_return.is_signed else ""


def _has_been_replaced(audit_return, by, on: date | None) -> str:
    if audit_return.is_current:
        return ""
    return "Only the newest version of a return can be reopened"


def _round_is_open(audit_return, by, on: date | None) -> str:
    if audit_return.round.is_open:
        return "The round is open, so the school can submit this return"
    return ""


def _can_be_opened_late(audit_return, on: date | None) -> bool:
    return not audit_return.round.is_open


def _sign(role: Signatory, permission: Permission) -> Act:
    return Act(
        permission=permission,
        open_in=(Status.READY,),
        otherwise="{it} is not ready to sign",
        unless=_cannot_sign_as(role),
    )


# The roles at a school by which someone signs as each signatory.
SIGNERS: dict[Signatory, tuple[Role, ...]] = {
    Signatory.HEAD: (Role.HEAD,),
    Signatory.DSL: (Role.DSL,),
    Signatory.GOVERNOR: (Role.GOVERNOR, Role.CHAIR_OF_GOVERNORS),
    Signatory.PROPRIETOR: (Role.PROPRIETOR,),
}
ANSWERED = {
    "permission": Permission.ANSWER_RETURN,
    "open_in": BEFORE_SIGNING,
    "otherwise": why_not_answerable,
    "unless": _round_is_over,
}
ACTS = {
    "answer": Act(**ANSWERED),
    "plan_gaps": Act(**ANSWERED),
    "give_sections": Act(
        **{**ANSWERED, "permission": Permission.MANAGE_COLLEAGUES},
    ),
    # Happens with the first answer.
    "start": Act(open_in=(Status.NOT_STARTED,), to=(Status.IN_PROGRESS,)),
    "declare_ready": Act(
        permission=Permission.ANSWER_RETURN,
        open_in=(Status.IN_PROGRESS,),
        to=(Status.READY,),
        unless=_round_is_over,
    ),
    "take_back": Act(
        words="Reopen return",
        page="audits:take_back",
        permission=Permission.ANSWER_RETURN,
        open_in=(Status.READY,),
        to=(Status.IN_PROGRESS,),
    ),
    "sign_as_head": _sign(Signatory.HEAD, Permission.SIGN_RETURN_AS_HEAD),
    "sign_as_dsl": _sign(Signatory.DSL, Permission.SIGN_RETURN_AS_DSL),
    "sign_as_governor": _sign(Signatory.GOVERNOR, Permission.SIGN_RETURN_AS_GOVERNOR),
    "sign_as_proprietor": _sign(
        Signatory.PROPRIETOR, Permission.SIGN_RETURN_AS_PROPRIETOR
    ),
    # For a governor without an account, by the school.
    "ask_governor": Act(
        permission=Permission.SUBMIT_RETURN,
        open_in=(Status.READY,),
        otherwise="{it} is not ready to sign",
        unless=_cannot_sign_as(Signatory.GOVERNOR),
    ),
    "record_minute": Act(
        permission=Permission.SUBMIT_RETURN,
        open_in=(Status.READY,),
        otherwise="{it} is not ready to sign",
        unless=_cannot_sign_as(Signatory.GOVERNOR),
    ),
    "send_back": Act(
        words="Send back with a comment",
        page="audits:send_back",
        permission=Permission.SEND_BACK_RETURN,
        open_in=(Status.READY,),
        to=(Status.IN_PROGRESS,),
        otherwise="{it} is not ready to sign",
        unless=_cannot_send_back,
    ),
    "waive": Act(
        words="Waive a signature",
        page="audits:waive",
        permission=Permission.MANAGE_ROUND,
        open_in=(Status.READY,),
        otherwise="{it} is not ready to sign",
        unless=_lacks_no_signature,
    ),
    "reopen": Act(
        words="Reopen as a new version",
        page="audits:reopen",
        permission=Permission.MANAGE_ROUND,
        open_in=(Status.SUBMITTED,),
        otherwise="{it} has not been submitted",
        unless=_has_been_replaced,
    ),
    "open_late": Act(
        words="Open for a late return",
        page="audits:open_late",
        permission=Permission.MANAGE_ROUND,
        open_in=(*BEFORE_SIGNING, Status.READY),
        unless=_round_is_open,
        is_offered=_can_be_opened_late,
    ),
    "submit_for_school": Act(
        words="Submit for the school",
        page="audits:submit_for_school",
        permission=Permission.MANAGE_ROUND,
        open_in=(Status.READY,),
        to=(Status.SUBMITTED,),
        otherwise=_not_signed,
        unless=_is_for_the_school_to_submit,
    ),
    "submit": Act(
        permission=Permission.SUBMIT_RETURN,
        open_in=(Status.READY,),
        to=(Status.SUBMITTED,),
        otherwise=_not_signed,
        unless=_lacks_a_signature,
    ),
}
