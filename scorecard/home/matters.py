"""A block of the home page, built from rows in one query."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet, Window
from django.utils.text import Truncator

from actions.register.models.actions import Action

# Rows shown before "See all".
MOST = 5
# Characters shown in one cell.
LONGEST = 160


@dataclass(frozen=True, kw_only=True)
class Matter:
    """One item that needs someone's attention."""

    words: str
    url: str
    due_on: date | None = None
    due_words: str = ""
    detail: str = ""
    is_late: bool = False

    @property
    def line(self) -> str:
        return _cut(self.words)

    @property
    def detail_line(self) -> str:
        return _cut(self.detail)


def _cut(words: str) -> str:
    """Text cut to a few lines. Django's slow truncation runs only if needed."""
    return words if len(words) <= LONGEST else Truncator(words).chars(LONGEST)


@dataclass(frozen=True, kw_only=True)
class Block:
    """Items of one kind, with their total.

    For news, `total` is None and `url` leads to all of it.
    """

    key: str
    title: str
    matters: tuple[Matter, ...]
    total: int | None
    url: str = ""
    is_urgent: bool = False
    # Its column headings.
    subject: str
    about: str
    when: str = "Due"

    @property
    def anchor(self) -> str:
        return f"#{self.key}"

    @property
    def has_dates(self) -> bool:
        return any(matter.due_on or matter.due_words for matter in self.matters)

    @property
    def more(self) -> int:
        return (self.total or 0) - len(self.matters)


def block_of(
    key: str,
    title: str,
    rows: QuerySet,
    matter: Callable,
    *,
    subject: str,
    about: str,
    **more,
) -> Block:
    """The first rows, each carrying the total."""
    found = list(rows.annotate(of_all=Window(Count("pk")))[:MOST])
    return Block(
        key=key,
        title=title,
        matters=tuple(map(matter, found)),
        total=found[0].of_all if found else 0,
        subject=subject,
        about=about,
        **more,
    )


def news(rows: QuerySet, matter: Callable, **said) -> Block:
    """The first rows without a total, since counting would read them all."""
    return Block(matters=tuple(map(matter, rows[:MOST])), total=None, **said)


def block_of_actions(
    key: str, title: str, actions: QuerySet[Action], on: date, **more
) -> Block:
    """Actions with their owners' names, in the same query."""

    def matter(action: Action) -> Matter:
        return Matter(
            words=str(action),
            url=action.get_absolute_url(),
            due_on=action.next_due,
            due_words=action.due_text or "No date",
            detail=", ".join(action.owner_list),
            is_late=action.is_overdue(on),
        )

    return block_of(
        key,
        title,
        actions.with_owner_list().only("ref", "text", "status", "due_text", "next_due"),
        matter,
        subject="Action",
        about="Owner",
        **more,
    )
