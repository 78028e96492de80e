"""Everything that changes question sets, rounds and returns."""

from audits.services.answers import Saved, save_answer, save_answers
from audits.services.leaving import hand_over, merge_people
from audits.services.question_sets import (
    add_section,
    create_question_set,
    load_question_set,
    put_in_force,
)
from audits.services.rounds import (
    add_schools,
    close_round,
    launch_round,
    open_round,
    plan_round,
    reopen_round,
)
from audits.services.signing import (
    STATEMENTS,
    GapPlan,
    declare_ready,
    plan_gaps,
    sign_as_dsl,
    sign_as_governor,
    sign_as_head,
    submit_return,
    take_back,
)

__all__ = [
    "STATEMENTS",
    "GapPlan",
    "Saved",
    "add_schools",
    "add_section",
    "close_round",
    "create_question_set",
    "declare_ready",
    "hand_over",
    "launch_round",
    "load_question_set",
    "merge_people",
    "open_round",
    "plan_gaps",
    "plan_round",
    "put_in_force",
    "reopen_round",
    "save_answer",
    "save_answers",
    "sign_as_dsl",
    "sign_as_governor",
    "sign_as_head",
    "submit_return",
    "take_back",
]
