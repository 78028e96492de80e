"""A return as a Word file, with headings and a table for each section."""

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.timezone import localtime

from audits.returns.models.answers import Answer
from audits.returns.models.progress import AnsweredSection
from audits.returns.models.returns import AuditReturn
from partnership.drawing.word import add_table, new_document, saved

TITLES = ("Question", "Answer", "Comment")


def return_as_word(audit_return: AuditReturn, *, author: str) -> bytes:
    """Every answer of a return, in its present state."""
    document = new_document(
        title=f"{audit_return.school}: {audit_return.round}",
        author=author,
        running=f"{audit_return.school} · {audit_return.round}",
    )
    document.add_paragraph(_state(audit_return))
    document.add_heading("Signatures", level=1)
    signatures = audit_return.current_signatures.values()
    for signature in signatures:
        at = date_format(localtime(signature.at), "j F Y \\a\\t H:i")
        document.add_paragraph(
            f"{signature.get_role_display()}: {signature.name}, {at}. "
            f"{signature.statement}",
            style="List Bullet",
        )
    if not signatures:
        document.add_paragraph("Nobody has signed yet.")
    for section in audit_return.answered_sections():
        _add_section(document, section)
    return saved(document)


def _state(audit_return: AuditReturn) -> str:
    if not audit_return.is_submitted:
        status = audit_return.get_status_display().lower()
        return f"Not submitted: {status}. These answers can still change."
    at = date_format(localtime(audit_return.submitted_at), "j F Y \\a\\t H:i")
    return (
        f"Receipt number {audit_return.receipt_number}. Submitted by "
        f"{audit_return.submitted_by} on {at}."
    )


def _add_section(document, section: AnsweredSection) -> None:
    document.add_heading(str(section.section), level=1)
    if section.rows:
        add_table(
            document,
            TITLES,
            [
                (
                    str(question),
                    "\n".join([_answer(question, answer), *map(_evidence, shown)]),
                    answer.comment if answer else "",
                )
                for question, answer, shown in section.rows
            ],
            caption=f"Questions and answers: {section.section}",
        )
    for question, condition in section.not_asked:
        document.add_paragraph(f"Not asked: {question} Only if {condition}.")


def _evidence(attachment: Model) -> str:
    return f"Evidence: {attachment.evidence}"


def _answer(question, answer: Answer | None) -> str:
    if answer is None or not answer.is_given:
        return "Not answered (optional)" if question.is_optional else "Not answered"
    return f"{answer.in_words} (gap)" if answer.is_gap else answer.in_words
