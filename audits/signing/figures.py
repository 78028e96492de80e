"""The key figures of a return, which its signatories should see first."""

from collections.abc import Sequence

from audits.returns.models.progress import AnsweredSection
from audits.returns.models.returns import AuditReturn

# Questions whose number is a key figure, by code, as far as the round asks them.
ASKED = {
    "concerns-to-dsl": "Concerns logged",
    "front-door-referrals": "Referrals to children’s social care",
    "staff-read-part-one": "Staff who have read Part one",
    "whole-staff-training": "Staff trained this year",
    "staff-trained": "Staff with current training",
}


def key_figures(
    audit_return: AuditReturn, sections: Sequence[AnsweredSection]
) -> list[tuple[str, str]]:
    """What each figure is called, and how much it is."""
    answers = {
        question.code: answer
        for section in sections
        for question, answer, _ in section.rows
        if answer and answer.is_given
    }
    gaps = [answer for answer in answers.values() if answer.is_gap]
    pupils = audit_return.school.pupils
    return [
        ("Pupils", "Not known" if pupils is None else f"{pupils:,}"),
        *(
            (words, answers[code].in_words)
            for code, words in ASKED.items()
            if code in answers
        ),
        ("Gaps", str(len(gaps))),
        ("Statutory gaps", str(sum(one.question.is_statutory for one in gaps))),
    ]
