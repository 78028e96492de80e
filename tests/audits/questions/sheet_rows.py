"""Rows of questions as the tests send them, and as they are kept."""

import csv
import io

from audits.questions.models import Question

TITLES = ("Section", "Question", "Kind of answer", "Answers", "Answers that show a gap")
GOOD = ("A. Leads", "Is your DSL a senior leader?", "Yes or no", "", "No")


def as_csv(*rows, titles=TITLES) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([titles, *rows])
    return text.getvalue().encode()


def rows_of(question_set) -> list[dict]:
    fields = [
        field.attname
        for field in Question._meta.concrete_fields
        if field.attname not in {"id", "section_id"}
    ]
    return [
        {
            "section": (one.section.letter, one.section.title, one.section.guidance),
            **{name: getattr(one, name) for name in fields},
        }
        for one in question_set.questions
    ]
