"""The services that add, edit, assess and decide on risks."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from actions.due.calendar import months_later
from actions.plans.models import Priority
from actions.register.services.references import refs_for
from actions.risks.models.parts import RiskAssessment, RiskDecision, RiskEscalation
from actions.risks.models.ratings import RATING_FIELDS, likelihoods
from actions.risks.models.risks import Risk
from actions.risks.services.letters import tell_of_escalation, tell_owner
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Organisation, Person
from partnership.policy import values as policy

PREFIX = "RISK-"
EVENTS = {"accept": "accepted", "close": "closed", "reopen": "opened again"}
EDITABLE = (
    "cause",
    "event",
    "consequence",
    "categories",
    "organisation",
    "priority",
    "owner",
    "owner_words",
    "review_months",
    "review_on",
)


@transaction.atomic
def add_risk(
    *,
    cause: str,
    event: str,
    consequence: str,
    organisation: Organisation,
    categories: Sequence[str] = (),
    priority: Priority | None = None,
    owner: Person | None = None,
    owner_words: str = "",
    review_months: int = Risk.Cadence.QUARTERLY,
    review_on: date | None = None,
    reason: str = "",
    confirmed: Sequence[str] = (),
    by: Person | None,
    on: date,
    **ratings: int,
) -> Risk:
    """Add a risk with its first assessment.

    Without `review_on`, the first review is `review_months` from now. `ratings` are the
    six of `RATING_FIELDS`. `confirmed` names the texts that the writer confirmed
    identify no child.

    Raises:
        Refused: a text is blank, a rating is not from 1 to 5, it belongs to a school or
            its owner belongs only to schools.
    """
    words = {"cause": cause, "event": event, "consequence": consequence}
    _check(words, organisation, owner, on=on)
    _check_review(review_on, on=on)
    _check_ratings(ratings)
    risk = Risk.objects.create(
        ref=refs_for([("", PREFIX)])[0],
        **{name: text.strip() for name, text in words.items()},
        organisation=organisation,
        categories=list(categories),
        priority=priority,
        owner=owner,
        owner_words=owner_words.strip()[:200],
        review_months=review_months,
        review_on=review_on or months_later(on, review_months),
        assessed_on=on,
        raised_on=on,
        raised_by=by,
        **ratings,
    )
    _assess(risk, ratings, reason, by=by, on=on)
    history.record(
        risk, "entered", by=by, rating=risk.current.words, **_confirmed(confirmed)
    )
    if owner is not None:
        tell_owner(risk, by=by)
    _escalate(risk, by=by, on=on)
    return risk


@transaction.atomic
def edit_risk(
    risk: Risk,
    *,
    version: int | None = None,
    confirmed: Sequence[str] = (),
    by: Person,
    on: date,
    **fields: object,
) -> None:
    """Change a risk, except its ratings.

    Raises:
        Refused: it is closed, a text is blank, or it would belong to a school.
        TypeError: a field cannot be changed.
    """
    if unknown := set(fields) - set(EDITABLE):
        raise TypeError(f"edit_risk() cannot change {sorted(unknown)}")
    risk.claim(version)
    risk.guard("edit")
    owner_before = risk.owner_id
    changed = {
        name: (getattr(risk, name), value)
        for name, value in fields.items()
        if getattr(risk, name) != value
    }
    for name, (_, value) in changed.items():
        setattr(risk, name, value)
    words = {name: getattr(risk, name) for name in ("cause", "event", "consequence")}
    _check(words, risk.organisation, risk.owner, on=on)
    if "review_on" in changed:
        _check_review(risk.review_on, on=on)
    risk.save()
    history.record(
        risk,
        "edited",
        by=by,
        before={name: _shown(value) for name, (value, _) in changed.items()},
        after={name: _shown(value) for name, (_, value) in changed.items()},
        **_confirmed(confirmed),
    )
    if risk.owner is not None and risk.owner_id != owner_before:
        tell_owner(risk, by=by)


@transaction.atomic
def assess_risk(
    risk: Risk,
    *,
    reason: str,
    review_on: date | None = None,
    confirmed: Sequence[str] = (),
    version: int | None = None,
    by: Person | None,
    on: date,
    **ratings: int,
) -> RiskAssessment:
    """Assess a risk and set its next review.

    Raises:
        Refused: there is no reason, a rating is not from 1 to 5, or it is closed.
    """
    risk.claim(version)
    risk.guard("assess")
    if not reason.strip():
        raise Refused("Enter the reason for these ratings", field="reason")
    _check_ratings(ratings)
    _check_review(review_on, on=on)
    before = risk.current
    risk.review_on = review_on or months_later(on, risk.review_months)
    risk.save()
    assessment = _assess(risk, ratings, reason, by=by, on=on)
    history.record(
        risk,
        "assessed",
        by=by,
        before=before.words,
        after=risk.current.words,
        reason=assessment.reason,
        **_confirmed(confirmed),
    )
    _escalate(risk, by=by, on=on)
    return assessment


def accept_risk(risk: Risk, **fields: object) -> RiskDecision:
    """Accept a risk as it is; its reviews continue."""
    return _decide(risk, "accept", **fields)


def close_risk(risk: Risk, **fields: object) -> RiskDecision:
    return _decide(risk, "close", **fields)


def reopen_risk(risk: Risk, **fields: object) -> RiskDecision:
    """Reopen a closed or accepted risk; a review date in the past is moved."""
    return _decide(risk, "reopen", **fields)


@transaction.atomic
def _decide(
    risk: Risk,
    act: str,
    *,
    reason: str,
    version: int | None = None,
    by: Person | None,
    on: date,
) -> RiskDecision:
    """Change the status of a risk, with the reason.

    Raises:
        Refused: there is no reason, or its status does not allow it.
    """
    risk.claim(version)
    if not reason.strip():
        raise Refused("Enter the reason", field="reason")
    risk.move(act)
    if act == "reopen" and risk.review_on < on:
        risk.review_on = months_later(on, risk.review_months)
    risk.save()
    decision = RiskDecision.objects.create(
        risk=risk, status=risk.status, reason=reason.strip(), by=by, on=on
    )
    history.record(risk, EVENTS[act], by=by, reason=decision.reason)
    _escalate(risk, by=by, on=on)
    return decision


@transaction.atomic
def acknowledge_risk(
    risk: Risk, *, note: str = "", version: int | None = None, by: Person, on: date
) -> RiskEscalation:
    """Record that the executive knows about an escalated risk.

    Raises:
        Refused: it is below the threshold, or has already been acknowledged.
    """
    risk.claim(version)
    risk.guard("acknowledge")
    # Risks can pass the threshold without an email when the threshold is lowered.
    escalation = _running(risk) or _begin_escalation(risk, by=None, on=on)
    escalation.acknowledged_on, escalation.acknowledged_by = on, by
    escalation.note = note.strip()
    escalation.save()
    risk.save(update_fields=["version"])
    history.record(risk, "acknowledged", by=by, note=escalation.note)
    return escalation


def _assess(
    risk: Risk, ratings: dict[str, int], reason: str, *, by: Person | None, on: date
) -> RiskAssessment:
    """Add an assessment; a trigger copies its ratings to the risk."""
    last = risk.assessments.first()
    assessment = RiskAssessment.objects.create(
        risk=risk,
        number=last.number + 1 if last else 1,
        reason=reason.strip(),
        by=by,
        on=on,
        **ratings,
    )
    risk.refresh_from_db()
    return assessment


def _escalate(risk: Risk, *, by: Person | None, on: date) -> None:
    """Start or end an escalation as a risk passes the threshold.

    The executive is emailed once for each escalation.
    """
    running = _running(risk)
    if risk.is_over_threshold and running is None:
        tell_of_escalation(_begin_escalation(risk, by=by, on=on), by=by, on=on)
    elif running is not None and not risk.is_over_threshold:
        running.ended_on = on
        running.save(update_fields=["ended_on"])
        history.record(risk, "no longer escalates", by=by, score=risk.current_score)


def _running(risk: Risk) -> RiskEscalation | None:
    return risk.escalations.filter(ended_on=None).first()


def _begin_escalation(risk: Risk, *, by: Person | None, on: date) -> RiskEscalation:
    escalation = RiskEscalation.objects.create(
        risk=risk,
        score=risk.current_score,
        threshold=policy.get("risk_escalation_threshold"),
        on=on,
    )
    history.record(
        risk,
        "escalated to the executive",
        by=by,
        score=escalation.score,
        threshold=escalation.threshold,
    )
    return escalation


def _check(
    words: dict[str, str], organisation: Organisation, owner: Person | None, *, on: date
) -> None:
    for name, text in words.items():
        if not text.strip():
            raise Refused(f"Enter the {name}", field=name)
    kinds = Organisation.Kind
    if organisation.kind not in {kinds.PARTNERSHIP, kinds.SUBGROUP}:
        raise Refused(
            "A risk belongs to the partnership or to a subgroup", field="organisation"
        )
    if owner is not None:
        check_owner(owner, on=on)


def check_owner(owner: Person, *, on: date) -> None:
    """Refuse someone who belongs only to schools: they could not see the risk."""
    kinds = set(
        owner.memberships.not_over(on=on).values_list("organisation__kind", flat=True)
    )
    if kinds and kinds <= {Organisation.Kind.SCHOOL, Organisation.Kind.TRUST}:
        raise Refused(
            f"{owner} belongs only to schools, whose staff cannot see risks",
            field="owner",
        )


def _check_ratings(ratings: dict[str, int]) -> None:
    if wrong := set(ratings) ^ set(RATING_FIELDS):
        raise TypeError(f"A risk has six ratings; these differ: {sorted(wrong)}")
    for name, level in ratings.items():
        if level not in likelihoods():
            raise Refused("Select a level from 1 to 5", field=name)


def _check_review(review_on: date | None, *, on: date) -> None:
    if review_on is not None and review_on < on:
        raise Refused("The next review must be today or later", field="review_on")


def _confirmed(confirmed: Sequence[str]) -> dict[str, list[str]]:
    """The history's note of texts confirmed to identify no child."""
    return {"confirmed": list(confirmed)} if confirmed else {}


def _shown(value: object) -> object:
    if isinstance(value, Person | Organisation | Priority):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value
