"""The questions that come with Quorate, in our own words, for deployments to start from.

Each section is what `services.add_section` takes. Codes stay from edition to edition,
so that years compare; references to guidance name its part, never quote it. Numbers of
paragraphs change with each edition, so none are given. Counts ask about the school year
that the round names.
"""

from audits.questions.bank.concerns import CONCERNS
from audits.questions.bank.foundations import FOUNDATIONS
from audits.questions.bank.life_at_school import LIFE_AT_SCHOOL

TITLE = "Safeguarding audit for schools and colleges"
SECTIONS = [*FOUNDATIONS, *CONCERNS, *LIFE_AT_SCHOOL]
