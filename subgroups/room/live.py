"""A meeting as it is going on: the present item, the next, the clock and the quorum.

Loads everything the room shows in a number of queries that does not grow with people
or items.
"""

from datetime import datetime, time
from functools import cached_property
from operator import attrgetter

from django.db import connection, models
from django.utils.timezone import localtime

from subgroups.agenda.models import KINDS_OF_OUTCOME, AgendaItem, run_clock
from subgroups.meetings.members import Member, members_of
from subgroups.meetings.models.attendance import Attendance
from subgroups.meetings.models.meetings import Meeting
from subgroups.minutes.models import Decision, MinutedAction
from subgroups.quorum.of_meeting import MeetingQuorum
from subgroups.quorum.ratifying import mark_waiting
from subgroups.registers.models.challenges import Challenge
from subgroups.registers.models.escalations import Escalation
from subgroups.room.commitments import Commitment, commitments_in
from subgroups.room.models import AlsoWritten, Interest
from subgroups.structure.models import Seat

Kind = Attendance.Kind
# What one tap says of a member: a button each, pressed or not.
TAPS = (Kind.PRESENT, Kind.APOLOGIES, Kind.ABSENT)
# This many minutes either way still are on time.
ON_TIME = 2


# What is under the items of a meeting at all, and the item it came to last. Most have
# no challenge, escalation or interest, and need not be asked for them.
FOUND = """
    WITH item AS (
        SELECT id FROM subgroups_agendaitem WHERE meeting_id = %(meeting)s
    )
    SELECT
        ARRAY(
            SELECT 'decisions' WHERE EXISTS (
                SELECT FROM subgroups_decision JOIN item ON item.id = item_id)
            UNION ALL SELECT 'minuted_actions' WHERE EXISTS (
                SELECT FROM subgroups_minutedaction JOIN item ON item.id = item_id)
            UNION ALL SELECT 'challenges' WHERE EXISTS (
                SELECT FROM subgroups_challenge JOIN item ON item.id = item_id)
            UNION ALL SELECT 'escalations' WHERE EXISTS (
                SELECT FROM subgroups_escalation JOIN item ON item.id = item_id)
            UNION ALL SELECT 'interests' WHERE EXISTS (
                SELECT FROM subgroups_interest WHERE meeting_id = %(meeting)s)
            UNION ALL SELECT 'beside' WHERE EXISTS (
                SELECT FROM subgroups_alsowritten JOIN item ON item.id = item_id
                WHERE settled_at IS NULL)
        ),
        (
            SELECT item_id FROM subgroups_itemreached JOIN item ON item.id = item_id
            ORDER BY at DESC, subgroups_itemreached.id DESC LIMIT 1
        )
"""


class Agenda:
    """The items of a meeting, where it stands, and its quorum now."""

    def __init__(self, meeting: Meeting, *, now: datetime) -> None:
        self.meeting, self.now = meeting, localtime(now)

    @cached_property
    def items(self) -> list[AgendaItem]:
        items = list(self._rows())
        self.ends_at = run_clock(items, starts_at=self.meeting.starts_at)
        return items

    def _rows(self):
        return self.meeting.items.all()

    @cached_property
    def quorum(self) -> MeetingQuorum:
        return self.meeting.quorum()

    @cached_property
    def present(self) -> AgendaItem | None:
        """The item reached last, or the first before any has been."""
        _, reached = self._found
        found = (item for item in self.items if item.pk == reached)
        return next(found, self.items[0] if self.items else None)

    @cached_property
    def _found(self) -> tuple[list[str], int | None]:
        """The kinds of things that stand under its items, and the item reached last."""
        with connection.cursor() as cursor:
            cursor.execute(FOUND, {"meeting": self.meeting.pk})
            return cursor.fetchone()

    @property
    def next(self) -> AgendaItem | None:
        if self.present is None:
            return None
        later = (item for item in self.items if item.number > self.present.number)
        return next(later, None)

    @property
    def number(self) -> int | None:
        return self.present.number if self.present else None

    @property
    def is_quorate(self) -> bool | None:
        """Whether the present item is quorate, as people came and left."""
        if self.number is None:
            return self.quorum.is_quorate
        return self.quorum.is_quorate_at(self.number)

    @property
    def quorum_label(self) -> str:
        words = {True: "Quorate", False: "Not quorate", None: "Chair to determine"}
        return words[self.is_quorate]

    @property
    def quorum_colour(self) -> str:
        return {True: "green", False: "red", None: "yellow"}[self.is_quorate]

    @property
    def quorum_words(self) -> str:
        reading = self.quorum.at(self.number)
        return reading.words if reading else "No quorum rule is set"

    @property
    def is_today(self) -> bool:
        return self.now.date() == self.meeting.held_on

    @property
    def running_words(self) -> str:
        """Where the meeting should be by now, such as 10 minutes behind.

        Nothing where no item has minutes.
        """
        is_timed = self.present is not None and self.present.begins_at is not None
        if not (is_timed and self.is_today):
            return ""
        late = _minutes(self.now.time()) - _minutes(self._ends_at(self.present))
        early = _minutes(self.present.begins_at) - _minutes(self.now.time())
        if late > ON_TIME:
            return f"{_counted(late)} behind the plan"
        if early > ON_TIME:
            return f"{_counted(early)} ahead of the plan"
        return "On time"

    def _ends_at(self, item: AgendaItem) -> time:
        later = (one.begins_at for one in self.items if one.number > item.number)
        return next(later, self.ends_at)


UNDER_ITEMS = {
    "decisions": lambda: Decision.objects.select_related("ratification__meeting"),
    "minuted_actions": lambda: MinutedAction.objects.select_related("action").only(
        "item", "text", "owner_words", "due_words", "action__ref"
    ),
    "challenges": Challenge.objects.all,
    "escalations": Escalation.objects.all,
    "beside": lambda: AlsoWritten.objects.filter(settled_at=None).select_related("by"),
}


class Room(Agenda):
    """The meeting with all that its page shows and takes."""

    @cached_property
    def seats(self) -> list[Seat]:
        return self.meeting.seats()

    @cached_property
    def quorum(self) -> MeetingQuorum:
        return self.meeting.quorum(seats=self.seats)

    def _rows(self) -> list[AgendaItem]:
        """In as few and as plain statements as can be: the room asks every few seconds.

        Put in order here, since Django takes longer to write an ORDER BY than it takes
        to sort a few rows.
        """
        items = sorted(self.meeting.items.order_by(), key=attrgetter("number"))
        by_pk = {item.pk: item for item in items}
        for item in items:
            item.outcomes, item.beside = {name: [] for name in KINDS_OF_OUTCOME}, []
        found, _ = self._found
        for name in found:
            for row in self._under_items(name):
                item = row.item = by_pk[row.item_id]
                rows = item.beside if name == "beside" else item.outcomes[name]
                rows.append(row)
        return items

    def _under_items(self, name: str) -> list[models.Model]:
        """Rows of one kind in the order in which they were recorded."""
        if name == "interests":
            return [one for one in self._declared if one.item_id is not None]
        rows = UNDER_ITEMS[name]().filter(item__meeting=self.meeting).order_by()
        return sorted(rows, key=attrgetter("pk"))

    @cached_property
    def items(self) -> list[AgendaItem]:
        items = Agenda.items.func(self)
        for item in items:
            mark_waiting(item.outcomes["decisions"], self.quorum)
            item.stamp = _stamp(item)
            item.hints = _hints(item)
            item.plan_words = _planned(item)
        return items

    @cached_property
    def _declared(self) -> list[Interest]:
        found, _ = self._found
        if "interests" not in found:
            return []
        return sorted(self.meeting.interests.order_by(), key=attrgetter("pk"))

    @property
    def interests(self) -> list[Interest]:
        """Interests declared in general."""
        return [one for one in self._declared if one.item_id is None]

    @property
    def attendance_stamp(self) -> str:
        return str(self.meeting.version)

    @cached_property
    def members(self) -> list[dict]:
        """Each member with what is recorded of them and of a deputy."""
        rows = {row.person_id: row for row in self.quorum.attendances}
        stand_ins = {
            row.deputy_for_id: row
            for row in self.quorum.attendances
            if row.kind == Kind.DEPUTY
        }
        return [
            _line(member, rows.get(member.key), stand_ins.get(member.key))
            for member in members_of(self.meeting, seats=self.seats)
        ]

    @property
    def visitors(self) -> list[Attendance]:
        return [row for row in self.quorum.attendances if row.kind == Kind.VISITOR]

    @property
    def unrecorded(self) -> int:
        return sum(not line["kind"] for line in self.members)


def _line(member: Member, row: Attendance | None, stand_in: Attendance | None) -> dict:
    there = stand_in or row
    kind = Kind.DEPUTY.value if stand_in else row.kind if row else ""
    named = stand_in.name if stand_in else ""
    if not named and len(member.deputies) == 1:
        named = member.deputies[0].name
    name = member.person.name
    initials = row.initials if row else member.person.initials
    is_in_room = there is not None and not there.is_away
    about = [member.seat.label if member.seat else "No seat"]
    about += there.marks if there else []
    about += [f"{named} is here"] if stand_in else []
    return {
        "key": member.key,
        "name": name,
        "label": f"{name} ({initials})" if initials else name,
        "about": " – ".join(about),
        "has_seat": member.seat is not None,
        "kind": kind,
        **{tap.value: str(kind == tap).lower() for tap in TAPS},
        "deputy": named,
        "there": {"key": there.person_id, "name": there.name} if is_in_room else None,
    }


def _stamp(item: AgendaItem) -> str:
    """Changes whenever something recorded under an item does."""
    beside = ".".join(f"{row.pk}:{row.at:%H%M%S}" for row in item.beside)
    counts = map(len, item.outcomes.values())
    return "-".join(map(str, [item.version, *counts, beside]))


def _hints(item: AgendaItem) -> list[Commitment]:
    actions = [minuted.text for minuted in item.outcomes["minuted_actions"]]
    return commitments_in(item.notes, actions=actions)


def _planned(item: AgendaItem) -> str:
    """What an item is for, who presents it, when and how long."""
    words = f"For {item.get_purpose_display().lower()}"
    if item.presenter:
        words += f", {item.presenter}"
    if item.begins_at is None:
        return words
    words += f" – planned {item.begins_at:%H:%M}"
    return f"{words} for {_counted(item.minutes)}" if item.minutes else words


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _counted(minutes: int) -> str:
    return "1 minute" if minutes == 1 else f"{minutes} minutes"
