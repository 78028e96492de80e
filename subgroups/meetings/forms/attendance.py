"""The attendance form: a line for each member, and lines for visitors.

The lines depend on the seats of the day. The form works without JavaScript: saving
shows the quorum and three more empty lines.
"""

from django.core.exceptions import ValidationError

from partnership.access import Role
from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import (
    HIDDEN,
    CharField,
    ChoiceField,
    IntegerField,
)
from subgroups.meetings.members import Member, members_of
from subgroups.meetings.models.attendance import Attendance
from subgroups.meetings.models.meetings import Meeting
from subgroups.meetings.services import Attended

Kind = Attendance.Kind
# Nobody is absent until someone says so.
NOT_RECORDED = ""
KINDS = [
    (Kind.PRESENT, "Present"),
    (Kind.APOLOGIES, "Apologies"),
    (Kind.DEPUTY, "Deputy sent"),
    (Kind.ABSENT, "Absent"),
]
# The name of the button that marks everybody else present.
REST = "rest"
EMPTY_LINES = 3
MOST_VISITORS = 30


class ItemsField(CharField):
    """The numbers of items, separated by commas."""

    def clean(self, value) -> tuple[int, ...]:
        parts = super().clean(value).replace(",", " ").split()
        if not all(part.isdecimal() and 1 <= int(part) <= 99 for part in parts):
            raise ValidationError(
                "Enter the numbers of the items, separated by commas, like 3, 7"
            )
        return tuple(sorted({int(part) for part in parts}))


class AttendanceForm(Form):
    submit = "Save attendance"
    versioned = True
    mark_optional = False

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        self.recorded = list(
            meeting.attendances.select_related("person", "deputy_for", "seat")
        )
        self.by_person = {row.person_id: row for row in self.recorded}
        self.deputies = {
            row.deputy_for_id: row for row in self.recorded if row.kind == Kind.DEPUTY
        }
        self.visitors = [row for row in self.recorded if row.kind == Kind.VISITOR]
        self.members = members_of(meeting)
        self._add_marks()
        for line in self.members:
            self._add_member(line)
        for number in range(self._visitor_lines()):
            self._add_visitor(number)

    # Lines.

    def _visitor_lines(self) -> int:
        typed = [
            number
            for number in range(MOST_VISITORS)
            if f"visitor_name_{number}" in self.data
        ]
        return max(len(self.visitors) + EMPTY_LINES, len(typed))

    def _add_member(self, line: Member) -> None:
        name, key = line.person.name, line.key
        recorded, deputy = self.by_person.get(key), self.deputies.get(key)
        kind = Kind.DEPUTY if deputy else recorded.kind if recorded else NOT_RECORDED
        there = deputy or recorded
        named = deputy.name if deputy else ""
        if not named and len(line.deputies) == 1:
            named = line.deputies[0].name
        self.fields[f"kind_{key}"] = ChoiceField(
            label=name,
            choices=KINDS if line.seat else [k for k in KINDS if k[0] != Kind.DEPUTY],
            radios=True,
            inline=True,
            small=True,
            label_attrs=HIDDEN,
            initial=kind,
            required=False,
        )
        if line.seat:
            label = f"Deputy for {name}"
            self._add_text(f"deputy_{key}", label, named, 120, 20, label_attrs={})
        initials = recorded.initials if recorded else line.person.initials
        self._add_text(f"initials_{key}", f"Initials of {name}", initials, 8, 4)
        self._add_item(
            f"from_{key}", f"{name} joined at item", there, "arrived_at_item"
        )
        self._add_item(f"to_{key}", f"{name} left after item", there, "left_after_item")
        self.fields[f"withdrew_{key}"] = ItemsField(
            label=f"{name} withdrew for items",
            max_length=60,
            required=False,
            width=10,
            initial=", ".join(map(str, there.withdrew_for)) if there else "",
            label_attrs=HIDDEN,
        )

    def _add_visitor(self, number: int) -> None:
        row = self.visitors[number] if number < len(self.visitors) else None
        for name, words, of_row, longest, width in (
            ("name", "Name", "name", 120, "full"),
            ("initials", "Initials", "initials", 8, 4),
            ("role", "Role or agency", "role_words", 200, "full"),
        ):
            initial = getattr(row, of_row) if row else ""
            label = f"{words} of visitor {number + 1}"
            self._add_text(f"visitor_{name}_{number}", label, initial, longest, width)

    def _add_text(
        self, name, label, initial, longest, width, label_attrs=HIDDEN
    ) -> None:
        self.fields[name] = CharField(
            label=label,
            max_length=longest,
            required=False,
            width=width,
            initial=initial,
            label_attrs=label_attrs,
        )

    def _add_item(self, name, label, row, of_row) -> None:
        self.fields[name] = IntegerField(
            label=label,
            min_value=1,
            max_value=99,
            required=False,
            width=2,
            initial=getattr(row, of_row) if row else None,
            label_attrs=HIDDEN,
        )

    def _add_marks(self) -> None:
        """Who chaired and who took the minutes, by default those with the role."""
        people = [(str(line.key), line.person.name) for line in self.members]
        for mark, role, label in (
            ("chair", Role.SUBGROUP_CHAIR, "Chaired by"),
            ("minute_taker", Role.MINUTE_TAKER, "Minutes by"),
        ):
            marked = [row for row in self.recorded if getattr(row, f"is_{mark}")]
            usual = self.meeting.subgroup.people(role, on=self.meeting.held_on)
            held = [str(person.pk) for person in usual]
            self.fields[mark] = ChoiceField(
                label=label,
                choices=people,
                required=False,
                initial=str(marked[0].person_id) if marked else "".join(held[:1]),
            )

    @property
    def marks_rest(self) -> bool:
        """Whether everyone not recorded is to be marked present."""
        return REST in self.data

    # For templates.

    @property
    def shows_times(self) -> bool:
        """Whether someone joined late or left early, or a box here has an error."""
        names = ("from", "to", "withdrew", "initials")
        boxes = [f"{name}_{line.key}" for line in self.members for name in names]
        return any(
            name in self.errors
            or (not name.startswith("initials") and self[name].value())
            for name in boxes
        )

    def member_lines(self):
        """The bound fields of each member's line."""
        for line in self.members:
            key = line.key
            yield {
                "line": line,
                "kind": self[f"kind_{key}"],
                "deputy": self[f"deputy_{key}"] if line.seat else None,
                "initials": self[f"initials_{key}"],
                "from_item": self[f"from_{key}"],
                "to_item": self[f"to_{key}"],
                "withdrew": self[f"withdrew_{key}"],
            }

    def visitor_lines(self):
        for number in range(self._visitor_lines()):
            yield {
                name: self[f"visitor_{name}_{number}"]
                for name in ("name", "initials", "role")
            }

    # Validation.

    def clean(self):
        given = super().clean()
        attended = []
        for line in self.members:
            attended += self._attended(line, given)
        for number in range(self._visitor_lines()):
            attended += self._visited(number, given)
        return {"attended": attended, "version": given.get("version")}

    def _attended(self, line: Member, given) -> list[Attended]:
        key, kind = line.key, given.get(f"kind_{line.key}")
        if not kind and self.marks_rest and self._says_something(line, given):
            kind = Kind.PRESENT
        times = {
            "arrived_at_item": given.get(f"from_{key}"),
            "left_after_item": given.get(f"to_{key}"),
            "withdrew_for": given.get(f"withdrew_{key}") or (),
        }
        marks = {
            f"is_{mark}": given.get(mark) == str(key)
            for mark in ("chair", "minute_taker")
        }
        self._check_marks(line, kind, given)
        if not kind:
            return []
        own = {
            "person": line.person,
            "seat": line.seat,
            "initials": given.get(f"initials_{key}", ""),
        }
        if kind == Kind.PRESENT:
            return [Attended(kind=kind, **own, **marks, **times)]
        if kind in {Kind.APOLOGIES, Kind.ABSENT}:
            return [Attended(kind=kind, **own)]
        away = Attended(kind=Kind.APOLOGIES, **own)
        name = given.get(f"deputy_{key}", "")
        if not name:
            self.add_error(f"deputy_{key}", f"Enter the deputy for {line.person.name}")
        deputy = next((p for p in line.deputies if p.name == name), None)
        return [
            away,
            Attended(
                person=deputy,
                name=name,
                kind=Kind.DEPUTY,
                seat=line.seat,
                deputy_for=line.person,
                **times,
            ),
        ]

    def _says_something(self, line: Member, given) -> bool:
        """Whether someone not recorded is marked, timed or given other initials, which
        must not be lost.
        """
        names = ("initials", "from", "to", "withdrew")
        return str(line.key) in {given.get("chair"), given.get("minute_taker")} or any(
            f"{name}_{line.key}" in self.changed_data for name in names
        )

    def _check_marks(self, line: Member, kind, given) -> None:
        for mark, words in (("chair", "chair"), ("minute_taker", "minute-taker")):
            if given.get(mark) == str(line.key) and kind != Kind.PRESENT:
                self.add_error(
                    mark, f"Select a {words} who is present; {line.person.name} is not"
                )

    def _visited(self, number: int, given) -> list[Attended]:
        name = given.get(f"visitor_name_{number}", "")
        initials = given.get(f"visitor_initials_{number}", "")
        role_words = given.get(f"visitor_role_{number}", "")
        if not name:
            if initials or role_words:
                self.add_error(f"visitor_name_{number}", "Enter the visitor’s name")
            return []
        known = {row.name: row.person for row in self.visitors}
        return [
            Attended(
                person=known.get(name),
                name=name,
                kind=Kind.VISITOR,
                initials=initials,
                role_words=role_words,
            )
        ]

    def _show_change(self, change) -> None:
        """List what someone else recorded beside what was typed."""
        super()._show_change(change)
        words = {NOT_RECORDED: "Not recorded", **dict(KINDS)}
        for line in self.members:
            name = f"kind_{line.key}"
            theirs, yours = (
                self.fields[name].initial,
                self[name].value() or NOT_RECORDED,
            )
            if theirs != yours:
                self.differences.append((line.person.name, words[theirs], words[yours]))
