"""What a block of the home page is, and how rows become one in a single query."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.utils.text import Truncator

from actions.models import Action, ActionOwner

# As many of a kind as are shown before "See all".
MOST = 6
# As much as is shown of what stands in one cell, in characters.
LONGEST = 160


@dataclass(frozen=True, kw_only=True)
class Matter:
    """One thing that wants someone's attention."""

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
    """At most a few lines; Django's cutter, which is slow, only where need be."""
    return words if len(words) <= LONGEST else Truncator(words).chars(LONGEST)


@dataclass(frozen=True, kw_only=True)
class Block:
    """Matters of one kind, with how many there are in all."""

    key: str
    title: str
    matters: tuple[Matter, ...]
    total: int
    url: str = ""
    is_urgent: bool = False
    # The heads of its columns.
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
        return self.total - len(self.matters)


def block_of(
    key: str,
    title: str,
    rows: QuerySet,
    matter: Callable,
    *,
    subject: str,
    about: str,
    drawn: Callable = lambda rows: rows,
    **more,
) -> Block:
    """The first rows as matters; each row carries how many there are in all.

    `drawn` gives the rows what their matters show, which the number does not need.
    """
    found = list(drawn(rows).annotate(of_all=Subquery(_number_of(rows)))[:MOST])
    return Block(
        key=key,
        title=title,
        matters=tuple(matter(row) for row in found),
        total=found[0].of_all if found else 0,
        subject=subject,
        about=about,
        **more,
    )


def _number_of(rows: QuerySet) -> QuerySet:
    """How many there are, asked once and apart, so that the first few stay cheap."""
    return (
        rows.order_by()
        .annotate(all_of_them=Value(1))
        .values("all_of_them")
        .annotate(number=Count("pk"))
        .values("number")
    )


def block_of_actions(
    key: str, title: str, actions: QuerySet[Action], on: date, **more
) -> Block:
    """Actions with their owners' words, read in the same query."""
    owners = ActionOwner.objects.filter(action=OuterRef("pk"))
    words = owners.order_by("position", "pk").values("words")

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
        actions,
        matter,
        drawn=lambda rows: rows.annotate(owner_list=ArraySubquery(words)).only(
            "ref", "text", "status", "due_text", "next_due"
        ),
        subject="Action",
        about="Owner",
        **more,
    )
