"""Matches the grammar against the tokens of a text."""

import inspect
import re
from collections import ChainMap
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from actions.due import cells, dates, recurrence
from actions.due.calendar import PlanYear
from actions.due.grammar import GRAMMAR
from actions.due.times import Asked, asked
from actions.due.tokens import Token

# The most times, days or words in one form.
MOST = 12
MEANINGS = ChainMap(vars(dates), vars(recurrence), vars(cells))


class Part(NamedTuple):
    """One part of a form: its repetition, and its choices by name and kind."""

    often: str
    choices: tuple[tuple[str, str, str], ...]


class Form(NamedTuple):
    parts: tuple[Part, ...]
    meaning: Callable | None
    # The parameters of the meaning; “found” is everything found.
    wanted: frozenset[str]
    question: str


def _part(words: str) -> Part:
    often = words[0] if words[0] in "[{" and len(words) > 1 else ""
    choices = []
    for choice in (words[1:-1] if often else words).split("|"):
        name, _, kind = choice.rpartition(":") if len(choice) > 1 else ("", "", choice)
        kind, _, value = kind.partition("=")
        choices.append((name or kind, kind, value.replace("_", " ")))
    return Part(often, tuple(choices))


def _read_grammar() -> dict[str, list[Form]]:
    """The forms of each name in the grammar."""
    rules: dict[str, list[Form]] = {}
    for block in re.split(r"\n(?=\S)", re.sub(r"\n#.*", "", GRAMMAR).strip()):
        head, *lines = block.split("\n")
        head, _, question = head.partition(" ? ")
        name, _, function = head.partition(" -> ")
        meaning = MEANINGS[function] if function else None
        wanted = frozenset(inspect.signature(meaning).parameters if meaning else ())
        forms = [tuple(map(_part, line.split())) for line in lines if line.strip()]
        rules.setdefault(name, []).extend(
            Form(parts, meaning, wanted, question) for parts in forms
        )
    return rules


RULES = _read_grammar()


@cache
def beginnings(name: str) -> frozenset[str]:
    """The kinds of token that a form of this name can start with."""
    found: set[str] = set()
    for form in RULES[name]:
        for often, choices in form.parts:
            for _, kind, _ in choices:
                found |= beginnings(kind) if kind in RULES else {kind}
            if not often:
                break
    return frozenset(found)


class Reading:
    """The tokens of one text, matched with the grammar."""

    def __init__(self, text: str, tokens: Sequence[Token], plan: PlanYear):
        self.text, self.tokens, self.plan = text, tokens, plan
        self._found: dict[tuple[str, int], list[tuple[int, Any]]] = {}

    def words(self, at: int, end: int) -> str:
        """The text of a range of tokens."""
        return self.text[self.tokens[at].at : self.tokens[end - 1].to]

    def read(self, name: str, at: int) -> list[tuple[int, Any]]:
        """The end and meaning of each match of a name at a position."""
        if at >= len(self.tokens):
            return []
        token = self.tokens[at]
        if name not in RULES:
            return [(at + 1, token.value)] if token.kind == name else []
        if token.kind not in beginnings(name):
            return []
        if (name, at) not in self._found:
            self._found[name, at] = list(self._read_forms(name, at))
        return self._found[name, at]

    def longest(self, name: str, at: int) -> tuple[int, Any]:
        return max(self.read(name, at), key=lambda found: found[0], default=(0, None))

    def _read_forms(self, name: str, at: int) -> Iterator[tuple[int, Any]]:
        for form in RULES[name]:
            for end, found in self._match(form.parts, at, {}):
                meant = self._meant(form, found, self.words(at, end))
                if meant is not None:
                    yield end, meant

    def _meant(self, form: Form, found: dict[str, Any], words: str) -> Any:
        if form.question:
            return asked(f"“{words}” {form.question}")
        if form.meaning is None:
            return list(found.values())[-1]
        if "found" in form.wanted:
            return form.meaning(**found)
        known = {**found, "words": words, "text": self.text, "plan": self.plan}
        try:
            return form.meaning(**{k: known[k] for k in known if k in form.wanted})
        except Asked as question:
            return question.due
        except (ValueError, OverflowError):
            return None

    def _match(self, parts, at: int, found: dict) -> Iterator[tuple[int, dict]]:
        if not parts:
            yield at, found
            return
        (often, choices), rest = parts[0], parts[1:]
        if often == "{":
            end, several = self._several(choices, at)
            yield from self._match(rest, end, {**found, choices[0][0]: several})
            return
        for name, kind, value in choices:
            for end, each in self.read(kind, at):
                if not value or str(each) == value:
                    yield from self._match(rest, end, {**found, name: each})
        if often:
            yield from self._match(rest, at, found)

    def _several(self, choices, at: int) -> tuple[int, tuple]:
        """As many as there are, without backtracking."""
        several: list[Any] = []
        while len(several) < MOST:
            end, each = max(
                (self.longest(kind, at) for _, kind, _ in choices),
                key=lambda found: found[0],
            )
            if not end:
                break
            several.append(each)
            at = end
        return at, tuple(several)
