"""Evidence and colleagues of Elm Primary's return in the demonstration."""

from django.core.files.base import ContentFile

from audits.colleagues import services as colleagues
from audits.evidence import services as evidence
from audits.returns.models.returns import AuditReturn
from partnership.demo import World
from partnership.drawing.pdf import pdf_of


def build(world: World, elm: AuditReturn) -> None:
    """A file, a link and a note for one question, and a section for Cole."""
    dee, question = world.people["dee"], elm.questions[0]
    with world.on(world.day(-3), hour=11) as day:
        evidence.add_file(elm, question, file=_policy(), by=dee)
        evidence.add_link(
            elm,
            question,
            title="Policies on our website",
            address="https://elm.wexcombe.example/policies",
            by=dee,
        )
        evidence.add_note(
            elm,
            question,
            title="Training log",
            note="Kept in the school office; governors saw it in October.",
            by=dee,
        )
        last = elm.questions[-1].section
        colleagues.give_sections(
            elm, people={last: world.people["cole"]}, by=dee, on=day
        )


def _policy() -> ContentFile:
    title = "Child protection policy"
    html = (
        f'<html lang="en-GB"><head><title>{title}</title></head><body><h1>{title}</h1>'
        "<p>Agreed by the governing body in September.</p></body></html>"
    )
    return ContentFile(pdf_of(html), name=f"{title}.pdf")
