"""Acts: what can be done to a thing in its current state, by whom, and why not.

A thing with states has one table, `ACTS`, beside them. Services guard and move by it;
doors, buttons and tests read it. Nothing else sets a state or compares one.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import ClassVar

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate

from partnership.access import Permission, allowed, permissions_at, requires
from partnership.guards.outcomes import Refused


def _never(thing: models.Model, by: models.Model | None, on: date | None) -> str:
    return ""


def _always(thing: models.Model, on: date | None) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Act:
    """An act. Without a permission, only Quorate does it."""

    open_in: Collection[str]
    # The states it leads to, if it changes the state.
    to: tuple[str, ...] = ()
    permission: Permission | None = None
    # The words of its button and the page it leads to. Without a page it has no button.
    words: str | Callable[[models.Model], str] = ""
    page: str = ""
    is_main: bool = False
    # Whether the button acts straight away, without a form.
    is_done_at_once: bool = False
    # The message in any other state, which may name {it} and its {state}.
    otherwise: str | Callable[[models.Model], str] = "{it} is {state}"
    # Returns the message that refuses it in the right state, if any.
    unless: Callable[[models.Model, models.Model | None, date | None], str] = _never
    # Whether its page opens all the same and explains what is missing.
    opens_to_explain: bool = False
    # Whether the message is shown in place of the button.
    says_why: bool = False
    # Whether to show its button.
    is_offered: Callable[[models.Model, date | None], bool] = _always


@dataclass(frozen=True, kw_only=True)
class Offer:
    """An act on a page: a button, or why there is none."""

    words: str
    url: str
    is_main: bool = False
    is_done_at_once: bool = False
    refusal: str = ""


class HasActs(models.Model):
    """A row with states and acts."""

    ACTS: ClassVar[Mapping[str, Act]]
    # The field that holds the state.
    STATE: ClassVar[str] = "status"

    class Meta:
        abstract = True

    @property
    def called(self) -> str:
        """Its name in a refusal."""
        return f"This {self._meta.verbose_name}"

    @property
    def state_words(self) -> str:
        """Its state in a sentence."""
        shown = getattr(self, f"get_{self.STATE}_display", None)
        # A computed state is not a field.
        return (shown() if shown else getattr(self, self.STATE).label).lower()

    def why_not(
        self, act: str, *, by: models.Model | None = None, on: date | None = None
    ) -> str:
        """Why an act is not open, or an empty string if it is."""
        asked = self.ACTS[act]
        if getattr(self, self.STATE) in asked.open_in:
            return asked.unless(self, by, on)
        if callable(asked.otherwise):
            return asked.otherwise(self)
        return asked.otherwise.format(it=self.called, state=self.state_words)

    def is_open_to(self, act: str, **who_and_when: object) -> bool:
        return not self.why_not(act, **who_and_when)

    def explains(self, act: str) -> bool:
        """Whether the page of an act says itself why it is not open."""
        asked = self.ACTS[act]
        return asked.opens_to_explain and getattr(self, self.STATE) in asked.open_in

    def guard(
        self,
        act: str,
        *,
        by: models.Model | None = None,
        on: date | None = None,
        field: str = "",
    ) -> None:
        """Refuse an act that is not open.

        Raises:
            Refused: with the sentence of the act.
        """
        if sentence := self.why_not(act, by=by, on=on):
            raise Refused(sentence, field=field)

    def move(
        self,
        act: str,
        to: str = "",
        *,
        by: models.Model | None = None,
        on: date | None = None,
    ) -> None:
        """Change to the state an act leads to, or to `to` if there are several.

        The caller saves.

        Raises:
            Refused: the act is not open.
        """
        self.guard(act, by=by, on=on)
        before = getattr(self, self.STATE)
        if to == before and len(self.ACTS[act].to) > 1:
            raise Refused(f"{self.called} is {self.state_words} already")
        setattr(self, self.STATE, self._led_to(act, to))
        self.has_moved(before)

    def offers(self, person: models.Model | None) -> list[Offer]:
        """The acts with a button that a person can do today."""
        state, on = getattr(self, self.STATE), localdate()
        acts = {
            name: act
            for name, act in self.ACTS.items()
            if act.page and state in act.open_in and act.is_offered(self, on)
        }
        needed = {act.permission for act in acts.values()}
        held = {one for one in needed if person is not None and person.holds(one)}
        if held != needed:
            held = permissions_at(person, self)
        found = []
        for name, act in acts.items():
            if act.permission not in held:
                continue
            explains = self.explains(name)
            refusal = "" if explains else self.why_not(name, by=person, on=on)
            if refusal and not act.says_why:
                continue
            offer = Offer(
                words=act.words(self) if callable(act.words) else act.words,
                url=reverse(act.page, args=[self.pk]),
                is_main=act.is_main and not refusal,
                is_done_at_once=act.is_done_at_once,
                refusal=refusal,
            )
            found.append(offer)
        return found

    def has_moved(self, before: str) -> None:
        """Columns counting moves, which few models have."""

    @classmethod
    def move_rows(
        cls, rows: models.QuerySet, act: str, to: str = "", **fields: object
    ) -> int:
        """Move the rows in which an act is open in one statement, and count them."""
        still = rows.filter(**{f"{cls.STATE}__in": cls.ACTS[act].open_in})
        return still.update(**{cls.STATE: cls._led_to(act, to)}, **fields)

    @classmethod
    def _led_to(cls, act: str, to: str) -> str:
        ways = cls.ACTS[act].to
        if to not in ways and (to or len(ways) != 1):
            raise ValueError(f"{act!r} leads to one of {ways}, not to {to!r}")
        return to or ways[0]


def may_act(person: models.Model | None, act: str, thing: HasActs) -> bool:
    """Whether a person can do an act today."""
    return thing.is_open_to(act, by=person, on=localdate()) and allowed(
        person, thing.ACTS[act].permission, thing
    )


def requires_act(act: str, *, on: type[HasActs]) -> Callable:
    """Load the thing an act is about, and refuse the act before its form.

    Only opening a page is refused here: what is posted goes to the service, so that the
    form can show the refusal beside what was typed.
    """

    def decorate(view: Callable) -> Callable:
        @requires(on.ACTS[act].permission, on=on)
        @wraps(view)
        def wrapper(request: HttpRequest, thing: HasActs, *args, **kwargs):
            if request.method == "GET" and not thing.explains(act):
                thing.guard(act, by=request.person, on=localdate())
            return view(request, thing, *args, **kwargs)

        return wrapper

    return decorate
