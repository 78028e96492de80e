"""What is read from written minutes. A `question` is for the importer."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time

from partnership.people.models import Person

# More could not be shown and corrected on one page.
MOST_PEOPLE, MOST_ITEMS = 120, 100
PRESENT, APOLOGIES, VISITOR = "present", "apologies", "visitor"


@dataclass
class ReadPerson:
    """Someone named in the head of the minutes."""

    name: str
    role: str = ""
    initials: str = ""
    reason: str = ""
    kind: str = PRESENT
    is_chair: bool = False
    is_minute_taker: bool = False
    question: str = ""
    # Whom of the directory someone chose for this name.
    person: Person | None = None

    @property
    def called(self) -> str:
        return f"{self.name} ({self.initials})" if self.initials else self.name


@dataclass
class ReadAction:
    """An action as it is written: owners' initials or words, and when it is due."""

    owners: list[str]
    text: str
    due_text: str = ""
    question: str = ""


@dataclass
class Paragraph:
    """A line of an item, with the decision that stands in it."""

    text: str
    decision: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it says nothing beside the decision."""
        return bool(self.decision) and len(self.text) - len(self.decision) <= 5


@dataclass
class ReadItem:
    """A numbered item. Its text holds the decisions too, but not the actions."""

    number: str
    title: str
    paragraphs: list[Paragraph] = field(default_factory=list)
    actions: list[ReadAction] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def notes(self) -> str:
        """The text without the decisions, with an empty line between paragraphs."""
        return "\n\n".join(one.text for one in self.paragraphs if not one.is_whole)

    @property
    def decisions(self) -> list[str]:
        return [one.decision for one in self.paragraphs if one.decision]


@dataclass
class ReadMinutes:
    """Minutes as read."""

    held_on: date | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    people: list[ReadPerson] = field(default_factory=list)
    items: list[ReadItem] = field(default_factory=list)
    next_meetings: list[tuple[date, time | None]] = field(default_factory=list)
    # The lines above the first item: those understood, and the rest.
    heading: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def of(self, kind: str) -> list[ReadPerson]:
        return [person for person in self.people if person.kind == kind]

    @property
    def chair(self) -> ReadPerson | None:
        return next((person for person in self.people if person.is_chair), None)

    @property
    def minute_taker(self) -> ReadPerson | None:
        return next((one for one in self.people if one.is_minute_taker), None)

    @property
    def counts(self) -> dict[str, int]:
        """How much was read of each kind."""
        return {
            "Present": len(self.of(PRESENT)),
            "Apologies": len(self.of(APOLOGIES)),
            "Visitors": len(self.of(VISITOR)),
            "Items": len(self.items),
            "Decisions": sum(len(item.decisions) for item in self.items),
            "Actions": sum(len(item.actions) for item in self.items),
        }

    @property
    def uncertain(self) -> list[str]:
        """Everything that someone should look at, in the order of the file."""
        return list(dict.fromkeys(self._questions()))

    def _questions(self) -> Iterator[str]:
        yield from self.remarks
        yield from (person.question for person in self.people if person.question)
        for item in self.items:
            yield from (f"Item {item.number}: {words}" for words in item.questions)
            for action in item.actions:
                if action.question:
                    yield f"Item {item.number}: {action.question}"

    def as_json(self) -> dict:
        """The answer of `import_minutes --json`. Days are in ISO form."""
        return {
            "date": self.held_on and self.held_on.isoformat(),
            "starts_at": self.starts_at and f"{self.starts_at:%H:%M}",
            "ends_at": self.ends_at and f"{self.ends_at:%H:%M}",
            "place": self.place,
            "chair": self.chair.name if self.chair else "",
            "minute_taker": self.minute_taker.name if self.minute_taker else "",
            "present": [_as_list(person) for person in self.of(PRESENT)],
            "apologies": [person.called for person in self.of(APOLOGIES)],
            "apologies_in_full": [
                [*_as_list(person), person.reason] for person in self.of(APOLOGIES)
            ],
            "visitors": [_as_list(person) for person in self.of(VISITOR)],
            "items": [
                {
                    "number": item.number,
                    "title": item.title,
                    "text": item.text,
                    "decisions": item.decisions,
                    "actions": [
                        {
                            "owners": action.owners,
                            "text": action.text,
                            "due_text": action.due_text,
                        }
                        for action in item.actions
                    ],
                }
                for item in self.items
            ],
            "next_meetings": [
                f"{day} {at:%H:%M}" if at else f"{day}"
                for day, at in self.next_meetings
            ],
            "heading": self.heading,
            "text_before_the_items": "\n".join(self.before),
            "uncertain": self.uncertain,
        }


def _as_list(person: ReadPerson) -> list[str]:
    return [person.name, person.role, person.initials]
