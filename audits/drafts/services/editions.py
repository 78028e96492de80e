"""A new edition of a question set, begun as a copy of an earlier one."""

from django.db import transaction

from audits.drafts.services.sets import copy_of
from audits.questions.models import Contradiction, Question, QuestionSet, Section
from audits.questions.services import create_question_set
from partnership.history import services as history
from partnership.people.models import Person


@transaction.atomic
def begin_edition(
    question_set: QuestionSet,
    *,
    edition: str,
    guidance_edition: str,
    by: Person | None,
) -> QuestionSet:
    """Begin a draft with the sections, questions and contradictions of a set.

    Questions keep their codes. None counts as reworded until an officer says so.

    Raises:
        Refused: there is already a set with this edition.
    """
    question_set.guard("begin_edition")
    draft = create_question_set(
        title=question_set.title,
        edition=edition,
        guidance_edition=guidance_edition,
        audience=question_set.audience,
        by=by,
    )
    questions = question_set.questions
    sections = {
        section.pk: copy_of(section, question_set=draft)
        for section in question_set.sections.all()
    }
    Section.objects.bulk_create(sections.values())
    Question.objects.bulk_create(
        copy_of(question, section=sections[question.section_id], is_reworded=False)
        for question in questions
    )
    Contradiction.objects.bulk_create(
        copy_of(contradiction, question_set=draft)
        for contradiction in question_set.contradictions.all()
    )
    history.record(draft, "copied", by=by, earlier=str(question_set))
    return draft
