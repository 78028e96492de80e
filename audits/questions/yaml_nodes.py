"""Reads the nodes of a YAML document: text, lists and mappings, and nothing else.

Nothing in a file is run. An alias, by which a small file could become a vast one, is
refused. What a word means follows from the key it stands under, so that `no` can be the
answer “no”.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import yaml

from audits.questions.contents import Fault
from partnership.guards.outcomes import Refused

# The C loader where there is one: it is thirty times as fast.
Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
MOST_BYTES, DEEPEST = 1024 * 1024, 12
# A first line such as “title: Our audit”, which no spreadsheet has.
BEGINS = re.compile(r"(?:\s*(?:#[^\n]*)?\n)*(?:---|%YAML|[\"']?[a-z_]+[\"']?:(?:\s|$))")
# PostgreSQL keeps neither.
NOT_KEPT = re.compile("[\0\ud800-\udfff]")
TRUTHS = {"true": True, "yes": True, "false": False, "no": False}
WHOLE, DECIMAL = re.compile(r"\d{1,12}"), re.compile(r"\d{1,12}(?:\.\d{1,6})?")


def is_yaml(content: bytes) -> bool:
    """Whether a file looks like YAML rather than a spreadsheet."""
    start = content[:4096].decode(errors="replace").removeprefix("\ufeff")
    return bool(BEGINS.match(start.replace("\r\n", "\n")))


def root_of(content: bytes) -> yaml.Node:
    """The document of a file.

    Raises:
        Refused: it is no YAML, or YAML of a kind that question sets do not need.
    """
    if len(content) > MOST_BYTES:
        raise Refused("A question set in YAML can be up to 1MB.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("This file is not saved as UTF-8.") from None
    depth = 0
    try:
        for event in yaml.parse(text, Loader=Loader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise Refused(f"{_line(event)} has an alias, which is not read.")
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                raise Refused(f"{_line(event)} is too deep inside other lists.")
        root = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"line {mark.line + 1}" if mark else "this file"
        raise Refused(f"This is not YAML that can be read. Look at {place}.") from None
    except yaml.YAMLError:
        raise Refused("This file has a character that YAML does not allow.") from None
    if root is None:
        raise Refused("There are no questions in this file.")
    return root


def _line(event) -> str:
    return f"Line {event.start_mark.line + 1}"


def scalar_of(node: yaml.Node, key: str) -> str:
    """The text under a key, if there is any."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    found = (value for at, value in pairs if at.value == key)
    return next((one.value for one in found if isinstance(one, yaml.ScalarNode)), "")


class Nodes:
    """What the nodes of a document mean, and what is wrong with them by line."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        # Where the nodes being read are, such as “section A, question deputies, ”.
        self.place = ""

    def fault(self, node: yaml.Node, key: str, words: str) -> None:
        where = f"{self.place}line {node.start_mark.line + 1}"
        self.faults.append(Fault(where, key, words))

    def keys(
        self, node: yaml.Node, key: str, known: tuple[str, ...]
    ) -> dict[str, yaml.Node]:
        """The nodes of a mapping by their keys, all of which we know."""
        nodes = {}
        for name, (at, value) in self.mapping(node, key).items():
            if name in known:
                nodes[name] = value
            else:
                words = f"“{name[:60]}” is not known. Use {', '.join(known)}"
                self.fault(at, name[:60], words)
        return nodes

    def mapping(
        self, node: yaml.Node, key: str
    ) -> dict[str, tuple[yaml.Node, yaml.Node]]:
        if not isinstance(node, yaml.MappingNode):
            self.fault(node, key, "should be keys, each with a value")
            return {}
        found: dict[str, tuple[yaml.Node, yaml.Node]] = {}
        for at, value in node.value:
            if not isinstance(at, yaml.ScalarNode):
                self.fault(at, key, "has a key that is no text")
            elif at.value in found:
                self.fault(at, at.value[:60], "is here twice")
            else:
                found[at.value] = at, value
        return found

    def nodes(self, node: yaml.Node | None, key: str) -> list[yaml.Node]:
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.fault(node, key, "should be a list")
            return []
        return node.value

    def text(self, node: yaml.Node, key: str, most: int | None = None) -> str:
        if not isinstance(node, yaml.ScalarNode):
            self.fault(node, key, "should be text")
            return ""
        if NOT_KEPT.search(node.value):
            self.fault(node, key, "has a character that cannot be kept")
        if most and len(node.value) > most:
            self.fault(node, key, f"is longer than {most} characters")
        return node.value

    def texts(self, node: yaml.Node, key: str) -> list[str]:
        return [self.text(each, key) for each in self.nodes(node, key)]

    def pairs(self, node: yaml.Node, key: str) -> dict[str, str]:
        return {
            self.text(at, key): self.text(value, key)
            for at, value in self.mapping(node, key).values()
        }

    def of(self, node: yaml.Node, key: str, otherwise: str, parse: Callable) -> Any:
        words = self.text(node, key)
        with suppress(ValueError, KeyError, InvalidOperation):
            return parse(words.strip())
        self.fault(node, key, f"“{words[:60]}” is {otherwise}")
        return None

    def truth(self, node: yaml.Node, key: str) -> bool:
        return self.of(
            node, key, "neither true nor false", lambda words: TRUTHS[words.lower()]
        )

    def day(self, node: yaml.Node, key: str) -> date:
        return self.of(node, key, "not a date, like 2026-09-01", date.fromisoformat)

    def number(self, node: yaml.Node, key: str) -> Decimal:
        return self.of(node, key, "not a number", _decimal)

    def whole(self, node: yaml.Node, key: str) -> int:
        return self.of(node, key, "not a whole number", _whole)


def _decimal(words: str) -> Decimal:
    if not DECIMAL.fullmatch(words):
        raise ValueError(words)
    return Decimal(words)


def _whole(words: str) -> int:
    if not WHOLE.fullmatch(words):
        raise ValueError(words)
    return int(words)


def plain(words: str) -> int | float:
    return int(words) if WHOLE.fullmatch(words) else float(_decimal(words))
