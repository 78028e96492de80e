"""What the demonstration publishes: terms of reference, arrangements, legal texts."""

from datetime import date

from partnership.demo import World
from subgroups.arrangements import services as arrangements
from subgroups.arrangements.models import LegalText
from subgroups.demo import published
from subgroups.structure.models import Subgroup
from subgroups.terms import services as terms_services

# Days from today on which editions are agreed or published.
SECOND_TERMS, FIRST, SECOND = -420, -780, -150


def build(world: World, education: Subgroup) -> None:
    """Replace the terms that lacked so much, and publish what is for everyone."""
    _second_terms(world, education)
    texts = _legal_texts(world)
    for offset, written in ((FIRST, published.FIRST), (SECOND, published.SECOND)):
        for kind, (text, cited, changes) in written.items():
            _publish(world, offset, kind, text, [texts[key] for key in cited], changes)
    with world.on(world.day(-10)):
        arrangements.write_arrangement(
            "escalation",
            text=published.ESCALATION_DRAFT,
            legal_texts=[texts["together 2026"]],
            by=world.by,
        )


def _second_terms(world: World, education: Subgroup) -> None:
    with world.on(world.day(SECOND_TERMS)) as on:
        terms = terms_services.write_terms(
            education,
            **published.EDUCATION_TERMS_AGAIN,
            review_on=world.day(200),
            by=world.by,
        )
        terms_services.agree_terms(
            terms,
            approval="The executive, on the proposal of the subgroup",
            publish=True,
            by=world.people["chris"],
            on=on,
        )


def _legal_texts(world: World) -> dict[str, LegalText]:
    found: dict[str, LegalText] = {}
    with world.on(world.day(FIRST)):
        for key, title, edition, applies_from, replaces in published.LEGAL_TEXTS:
            found[key] = arrangements.add_legal_text(
                title=title,
                edition=edition,
                applies_from=date.fromisoformat(applies_from),
                replaces=found.get(replaces),
                by=world.by,
            )
    return found


def _publish(world, offset, kind, text, legal_texts, changes) -> None:
    with world.on(world.day(offset)) as on:
        edition = arrangements.write_arrangement(
            kind, text=text, legal_texts=legal_texts, by=world.by
        )
        arrangements.publish_arrangement(
            edition,
            approval="The three lead safeguarding partners",
            applies_from=on,
            changes=changes,
            by=world.by,
            on=on,
        )
