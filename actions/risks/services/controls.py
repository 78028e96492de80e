"""The services for a risk's controls and linked actions."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from actions.register.models.actions import Action
from actions.register.services.raising import raise_action
from actions.register.words import OwnerAs, Source
from actions.risks.models.parts import RiskAction, RiskControl
from actions.risks.models.risks import Risk
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person


@transaction.atomic
def add_risk_control(
    risk: Risk,
    *,
    text: str,
    assurance: str = "",
    strength: str = RiskControl.Strength.NONE,
    by: Person | None,
) -> RiskControl:
    """Add a control to a risk.

    Raises:
        Refused: it is blank, its strength has no assurance, or the risk is closed.
    """
    risk.claim(None)
    risk.guard("control")
    _check(text, assurance, strength)
    control = RiskControl.objects.create(
        risk=risk, text=text.strip(), assurance=assurance.strip(), strength=strength
    )
    risk.save(update_fields=["version"])
    history.record(
        risk,
        "control added",
        by=by,
        control=control.text,
        assurance=control.get_strength_display(),
    )
    return control


@transaction.atomic
def edit_risk_control(
    control: RiskControl,
    *,
    text: str,
    assurance: str,
    strength: str,
    is_in_place: bool = True,
    version: int | None = None,
    by: Person,
    on: date,
) -> None:
    """Change a control, or record that it is no longer in place.

    Raises:
        Refused: it is blank, its strength has no assurance, or the risk is closed.
    """
    control.risk.claim(None)
    control.risk.guard("control")
    control.claim(version)
    _check(text, assurance, strength)
    before = _words(control)
    control.text, control.assurance = text.strip(), assurance.strip()
    control.strength = strength
    if is_in_place:
        control.ended_on = None
    elif control.ended_on is None:
        control.ended_on = on
    control.save()
    history.record(
        control.risk, "control changed", by=by, before=before, after=_words(control)
    )


@transaction.atomic
def raise_from_risk(
    risk: Risk,
    *,
    text: str,
    owners: Sequence[OwnerAs] = (),
    due_text: str = "",
    by: Person | None,
    on: date,
) -> Action:
    """Raise an action to reduce a risk; it belongs to the risk's organisation.

    The register shows the risk's reference only, because not everyone who can see the
    action can see the risk.

    Raises:
        Refused: there is no text, or the risk is closed.
    """
    risk.claim(None)
    risk.guard("add_action")
    action = raise_action(
        text=text,
        organisation=risk.organisation,
        source=Source.RISK,
        source_words=risk.ref,
        source_url=risk.get_absolute_url(),
        owners=owners,
        due_text=due_text,
        by=by,
        on=on,
    )
    _link(risk, action, "action raised", by=by, on=on)
    return action


@transaction.atomic
def link_risk_action(
    risk: Risk, *, action: Action, by: Person | None, on: date
) -> RiskAction:
    """Link an existing action to a risk.

    Raises:
        Refused: it is already linked, was withdrawn or carried forward, or the risk is
            closed.
    """
    risk.claim(None)
    risk.guard("add_action")
    if risk.links.standing().filter(action=action).exists():
        raise Refused(f"{action.ref} is already linked to {risk.ref}", field="action")
    action.guard("link", field="action")
    return _link(risk, action, "action linked", by=by, on=on)


def link_successor(
    action: Action, successor: Action, *, by: Person | None, on: date
) -> None:
    """Link an action's successor to the risks that the action was linked to."""
    links = action.risk_links.standing().select_related("risk").order_by("risk_id")
    for link in links:
        link.risk.claim(None)
        _link(link.risk, successor, "action carried forward", by=by, on=on)


@transaction.atomic
def unlink_risk_action(link: RiskAction, *, by: Person, on: date) -> None:
    """Unlink an action from a risk.

    Raises:
        Refused: it has already been unlinked.
    """
    risk = link.risk
    risk.claim(None)
    if not risk.links.standing().filter(pk=link.pk).exists():
        raise Refused(f"{link.action.ref} has already been unlinked")
    link.unlinked_on = on
    link.save(update_fields=["unlinked_on"])
    risk.save(update_fields=["version"])
    history.record(risk, "action taken off", by=by, action=link.action.ref)


def _link(
    risk: Risk, action: Action, event: str, *, by: Person | None, on: date
) -> RiskAction:
    link = RiskAction.objects.create(
        risk=risk, action=action, linked_on=on, linked_by=by
    )
    risk.save(update_fields=["version"])
    history.record(risk, event, by=by, action=action.ref)
    return link


def _check(text: str, assurance: str, strength: str) -> None:
    if not text.strip():
        raise Refused("Enter the control", field="text")
    if strength != RiskControl.Strength.NONE and not assurance.strip():
        raise Refused(
            "Enter how we know it works, or select that there is no assurance yet",
            field="assurance",
        )


def _words(control: RiskControl) -> dict[str, str]:
    return {
        "control": control.text,
        "assurance": control.assurance,
        "how_good": control.get_strength_display(),
        "until": control.ended_on.isoformat() if control.ended_on else "",
    }
