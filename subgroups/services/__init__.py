"""Everything that changes a subgroup, its meetings or its minutes."""

from subgroups.services.leaving import hand_over, merge_people
from subgroups.services.meetings import (
    Attended,
    add_agenda_item,
    determine_quorum,
    plan_meeting,
    publish_agenda,
    record_attendance,
)
from subgroups.services.minutes import (
    agree_minutes,
    amend,
    circulate_minutes,
    raise_from_item,
    record_decision,
    take_back_minutes,
    write_notes,
)
from subgroups.services.structure import (
    add_seat,
    agree_terms,
    constitute,
    create_subgroup,
    seat_person,
    set_quorum_rule,
    write_terms,
)

__all__ = [
    "Attended",
    "add_agenda_item",
    "add_seat",
    "agree_minutes",
    "agree_terms",
    "amend",
    "circulate_minutes",
    "constitute",
    "create_subgroup",
    "determine_quorum",
    "hand_over",
    "merge_people",
    "plan_meeting",
    "publish_agenda",
    "raise_from_item",
    "record_attendance",
    "record_decision",
    "seat_person",
    "set_quorum_rule",
    "take_back_minutes",
    "write_notes",
    "write_terms",
]
