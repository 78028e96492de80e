"""The question sets that come with Quorate, which partnerships can start from.

Each is a file of YAML for one audience, written as `yamls.as_yaml` writes it. A
question keeps its code from edition to edition, so that years can be compared.
Paragraph numbers of the guidance are those reported of the 2026 edition, and an officer
can change them. Counts are for the round’s school year.
"""

from functools import cache
from pathlib import Path

from audits.questions.contents import Contents
from audits.questions.models import QuestionSet
from audits.questions.yamls import contents_in

Audience = QuestionSet.Audience
AUDIENCES = (Audience.SCHOOLS, Audience.EARLY_YEARS)


@cache
def questions_for(audience: str = Audience.SCHOOLS) -> Contents:
    """Our questions for an audience, read once by each process that asks for them."""
    file = Path(__file__).with_name(f"{Audience(audience).value}.yaml")
    return contents_in(file.read_bytes()).contents
