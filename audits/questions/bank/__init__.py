"""Quorate's question bank, which partnerships can start from.

Each section is what `services.add_section` takes. A question keeps its code from edition
to edition, so that years can be compared. References name a part of the guidance but no
paragraph, as paragraph numbers change with each edition. Counts are for the round's
school year.
"""

from audits.questions.bank.concerns import CONCERNS
from audits.questions.bank.foundations import FOUNDATIONS
from audits.questions.bank.life_at_school import LIFE_AT_SCHOOL

TITLE = "Safeguarding audit for schools and colleges"
SECTIONS = [*FOUNDATIONS, *CONCERNS, *LIFE_AT_SCHOOL]
