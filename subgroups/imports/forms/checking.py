"""What was read from a file of minutes, to check and correct."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from django import forms as django_forms
from django.core import signing
from django.forms import BoundField
from django.http import QueryDict

from partnership.guards.outcomes import Refused
from partnership.names import are_alike, plain_initials, plain_name
from partnership.pages.forms.bases import Form
from partnership.pages.forms.dates import DateField
from partnership.pages.forms.fields import (
    HIDDEN,
    BooleanField,
    CharField,
    ChoiceField,
    TextField,
)
from partnership.people.models import Person
from subgroups.imports.actions import as_line, from_line
from subgroups.imports.minutes import (
    APOLOGIES,
    MOST_ITEMS,
    MOST_PEOPLE,
    PRESENT,
    VISITOR,
    Paragraph,
    ReadItem,
    ReadMinutes,
    ReadPerson,
)
from subgroups.meetings.forms.meeting import TimeField

LONGEST = 60_000
OUT = "out"
COLUMNS = ("name", "person", "role", "initials", "kind")
KINDS = [
    (PRESENT, "Present"),
    (APOLOGIES, "Apologies"),
    (VISITOR, "Visitor"),
    (OUT, "Leave out"),
]
SALT = "quorate.minutes-read"
HOW_TO_WRITE_ACTIONS = "One on each line: owners, a colon, what they do, a bar, when"


class CheckMinutesForm(Form):
    """What was read, each part of it to correct."""

    submit = "Import these minutes"
    mark_optional = False
    label_size = "s"

    file_name = django_forms.CharField(
        max_length=200, widget=django_forms.HiddenInput, required=False
    )
    # What the reading asks and counts, signed: it comes back with each answer.
    reading = django_forms.CharField(widget=django_forms.HiddenInput, required=False)
    held_on = DateField(label="Date of the meeting", missing="Enter the date")
    starts_at = TimeField(label="Starts at", required=False, width=5)
    ends_at = TimeField(label="Ends at", required=False, width=5)
    place = CharField(label="Place", max_length=200, required=False)
    raises_actions = BooleanField(
        label="Add the actions to the register",
        hint="Otherwise they stay in the notes of their item",
        required=False,
        initial=True,
    )
    agreed_on = DateField(
        label="These minutes were agreed on",
        hint="The day of the later meeting that agreed them. They are then locked, and "
        "nobody is emailed. Leave blank to import them as a draft",
        required=False,
    )

    def __init__(
        self,
        *args,
        people: int,
        items: int,
        directory: Sequence[Person],
        read: Mapping = MappingProxyType({}),
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.read = read
        # What is uncertain, by the field in which it can be corrected.
        self.questions = read.get("questions", {})
        self.people = range(min(people, MOST_PEOPLE))
        self.items = range(min(items, MOST_ITEMS))
        self.directory = {str(person.pk): person for person in directory}
        self.by_word: dict[str, list[Person]] = defaultdict(list)
        for person in directory:
            for word in set(plain_name(person.name).split()):
                self.by_word[word].append(person)
        for name, count in (("people", people), ("items", items)):
            self.fields[f"count_{name}"] = django_forms.IntegerField(
                widget=django_forms.HiddenInput, initial=count, required=False
            )
        for number in self.people:
            self._add_person(number)
        self._add_marks()
        for number in self.items:
            self._add_item(number)

    @classmethod
    def of(
        cls, minutes: ReadMinutes, *, file_name: str, directory: Sequence[Person]
    ) -> "CheckMinutesForm":
        """The unbound form of what was read."""
        read = {
            "counts": minutes.counts,
            "uncertain": minutes.uncertain,
            "before": minutes.before,
            "questions": _questions(minutes),
        }
        initial = {
            "file_name": file_name[-200:],
            "reading": signing.dumps(read, salt=SALT, compress=True),
            "held_on": minutes.held_on,
            "starts_at": minutes.starts_at and f"{minutes.starts_at:%H:%M}",
            "ends_at": minutes.ends_at and f"{minutes.ends_at:%H:%M}",
            "place": minutes.place,
        }
        for number, person in enumerate(minutes.people):
            initial |= {
                f"name_{number}": person.name,
                f"role_{number}": " – ".join(
                    filter(None, [person.role, person.reason])
                ),
                f"initials_{number}": person.initials,
                f"kind_{number}": person.kind,
            }
            initial |= {"chair": str(number)} if person.is_chair else {}
            initial |= {"minute_taker": str(number)} if person.is_minute_taker else {}
        for number, item in enumerate(minutes.items):
            initial |= {
                f"title_{number}": item.title,
                f"notes_{number}": item.notes,
                f"decisions_{number}": "\n".join(item.decisions),
                f"actions_{number}": "\n".join(map(as_line, item.actions)),
            }
        return cls(
            people=len(minutes.people),
            items=len(minutes.items),
            directory=directory,
            read=read,
            initial=initial,
        )

    @classmethod
    def posted(
        cls, data: QueryDict, *, directory: Sequence[Person]
    ) -> "CheckMinutesForm":
        """The form as it came back."""
        counts = {}
        for name in ("people", "items"):
            count = data.get(f"count_{name}", "")
            counts[name] = int(count) if re.fullmatch(r"[0-9]{1,3}", count) else 0
        try:
            read = signing.loads(data.get("reading", ""), salt=SALT)
        except signing.BadSignature:
            read = {}
        return cls(data, directory=directory, read=read, **counts)

    def _add_person(self, number: int) -> None:
        whose = f"of person {number + 1}"
        self.fields[f"name_{number}"] = CharField(
            label=f"Name {whose}",
            hint=self.questions.get(f"name_{number}", ""),
            max_length=120,
            required=False,
            label_attrs=HIDDEN,
        )
        self.fields[f"role_{number}"] = CharField(
            label=f"Role and agency {whose}",
            max_length=200,
            required=False,
            label_attrs=HIDDEN,
        )
        self.fields[f"initials_{number}"] = CharField(
            label=f"Initials {whose}",
            max_length=8,
            required=False,
            width=4,
            label_attrs=HIDDEN,
        )
        self.fields[f"kind_{number}"] = ChoiceField(
            label=f"Attendance {whose}",
            choices=KINDS,
            radios=False,
            missing=f"Select the attendance {whose}",
            label_attrs=HIDDEN,
        )

        named = self[f"name_{number}"].value() or ""
        chosen = self.directory.get(self.data.get(f"person_{number}", ""))
        alike, same = self._alike(named), self._called(named)
        self.fields[f"person_{number}"] = ChoiceField(
            label=f"Entry in the directory {whose}",
            label_attrs=HIDDEN,
            choices=[
                (str(one.pk), ", ".join(filter(None, [one.name, one.job_title])))
                for one in dict.fromkeys([*alike, *([chosen] if chosen else [])])
            ],
            radios=False,
            required=False,
            empty_words="None: add as a contact",
            initial=str(same[0].pk) if len(same) == 1 else "",
        )

    def _alike(self, name: str) -> list[Person]:
        """People of the directory who may be meant by a name, those of it first."""
        words = plain_name(name).split()
        found = dict.fromkeys(one for word in words for one in self.by_word[word])
        alike = [one for one in found if are_alike(one.name, name)]
        return sorted(alike, key=lambda one: plain_name(one.name) != plain_name(name))

    def _add_marks(self) -> None:
        choices = [
            (str(number), self[f"name_{number}"].value() or f"Person {number + 1}")
            for number in self.people
        ]
        for name, label in (("chair", "Chair"), ("minute_taker", "Minute-taker")):
            self.fields[name] = ChoiceField(
                label=label,
                choices=choices,
                radios=False,
                required=False,
                empty_words="Not said",
            )

    def _add_item(self, number: int) -> None:
        self.fields[f"title_{number}"] = CharField(
            label="Title", max_length=250, required=False
        )
        for name, label, hint, rows in (
            ("notes", "Notes", "", 6),
            ("decisions", "Decisions", "One on each line", 2),
            ("actions", "Actions", HOW_TO_WRITE_ACTIONS, 2),
        ):
            self.fields[f"{name}_{number}"] = TextField(
                label=label,
                hint=" ".join(
                    filter(None, [self.questions.get(f"{name}_{number}"), hint])
                ),
                required=False,
                max_length=LONGEST,
                limit=None,
                rows=rows,
            )

    def meeting_fields(self) -> Iterator[BoundField]:
        for name in ("held_on", "starts_at", "ends_at", "place"):
            yield self[name]

    def people_rows(self) -> Iterator[dict[str, BoundField]]:
        """The bound fields of each person, by column."""
        for number in self.people:
            yield {name: self[f"{name}_{number}"] for name in COLUMNS}

    def item_groups(self) -> Iterator[tuple[str, list[BoundField]]]:
        """Each item as it was numbered, with its bound fields."""
        for number in self.items:
            title = self[f"title_{number}"].value() or "No title"
            parts = ("title", "notes", "decisions", "actions")
            yield (
                f"{number + 1}. {title}",
                [self[f"{part}_{number}"] for part in parts],
            )

    def refuse(self, refusal: Refused) -> None:
        """Show what is wrong with the actions of an item beside them."""
        part, _, number = (refusal.field or "").partition(" of item ")
        if number.isdecimal():
            refusal = Refused(refusal.sentence, field=f"{part}_{int(number) - 1}")
        super().refuse(refusal)

    def clean(self):
        typed = super().clean()
        self._check_people(typed)
        minutes = ReadMinutes(
            held_on=typed.get("held_on"),
            starts_at=typed.get("starts_at"),
            ends_at=typed.get("ends_at"),
            place=typed.get("place") or "",
            people=[*self._people(typed)],
            items=[*self._items(typed)],
        )
        return {
            "minutes": minutes,
            "file_name": typed.get("file_name") or "",
            "raises_actions": bool(typed.get("raises_actions")),
            "agreed_on": typed.get("agreed_on"),
        }

    def _check_people(self, typed: dict) -> None:
        """Point out who is listed twice, who shares initials, and who could be two."""
        listed, minuted = {}, {}
        for number in self.people:
            name = typed.get(f"name_{number}")
            if not name or typed.get(f"kind_{number}") in {None, OUT}:
                continue
            chosen = self.directory.get(typed.get(f"person_{number}") or "")
            called = [] if chosen else self._called(name)
            chosen = called[0] if len(called) == 1 else chosen
            initials = typed.get(f"initials_{number}") or chosen and chosen.initials
            if listed.setdefault(chosen or plain_name(name), name) is not name:
                self.add_error(f"name_{number}", f"{name} is listed twice")
            elif len(called) > 1:
                self.add_error(
                    f"person_{number}",
                    f"Select which {name} this is. The directory has more than one",
                )
            known = plain_initials(initials or "").lower()
            other = minuted.setdefault(known, name) if known else name
            if other is not name:
                self.add_error(
                    f"initials_{number}",
                    f"Enter other initials for {name}. {other} has {initials} too",
                )

    def _called(self, name: str) -> list[Person]:
        """People of the directory with this name."""
        return [
            one for one in self._alike(name) if plain_name(one.name) == plain_name(name)
        ]

    def _people(self, typed: dict):
        for number in self.people:
            name = typed.get(f"name_{number}")
            kind = typed.get(f"kind_{number}")
            if name and kind and kind != OUT:
                yield ReadPerson(
                    name=name,
                    role=typed.get(f"role_{number}") or "",
                    initials=typed.get(f"initials_{number}") or "",
                    kind=kind,
                    is_chair=typed.get("chair") == str(number),
                    is_minute_taker=typed.get("minute_taker") == str(number),
                    person=self.directory.get(typed.get(f"person_{number}") or ""),
                )

    def _items(self, typed: dict):
        for number in self.items:
            title, notes = typed.get(f"title_{number}"), typed.get(f"notes_{number}")
            decisions = _lines(typed.get(f"decisions_{number}"))
            actions = [*map(from_line, _lines(typed.get(f"actions_{number}")))]
            if title or notes or decisions or actions:
                yield ReadItem(
                    number=str(number + 1),
                    title=title or "",
                    paragraphs=[
                        *([Paragraph(notes)] if notes else []),
                        *(Paragraph(text, text) for text in decisions),
                    ],
                    actions=actions,
                )


def _questions(minutes: ReadMinutes) -> dict[str, str]:
    """What is uncertain, by the field in which it can be corrected."""
    found = {f"name_{n}": one.question for n, one in enumerate(minutes.people)}
    for number, item in enumerate(minutes.items):
        found[f"notes_{number}"] = _joined(item.questions)
        found[f"actions_{number}"] = _joined(one.question for one in item.actions)
    return found


def _joined(questions: Iterable[str]) -> str:
    return "".join(f"Check: {words}. " for words in questions if words).strip()


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
