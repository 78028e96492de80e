"""What a set looks like after a change, and what its history says."""

from partnership.history import services as history
from partnership.history.words import in_words
from tests.audits.reading import soup
from tests.reading import in_one_line


def outline(question_set) -> dict[str, list[str]]:
    """The references of each section’s questions, in order."""
    return {
        str(section): [question.ref for question in section.questions.all()]
        for section in question_set.sections.all()
    }


def codes(question_set) -> list[str]:
    return [question.code for question in question_set.questions]


def latest(question_set) -> list[str]:
    """The sentence of the latest event, and the lines below it from A to Z."""
    sentence, lines = in_words(history.of(question_set).first())
    return [sentence, *sorted(lines)]


def text_of(response) -> str:
    """What a page says, apart from its header and footer."""
    return in_one_line(soup(response).main.get_text(" "))
