"""A question set as YAML: reading one, with what is wrong by its line, and writing."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import yaml

from audits.questions import checking, conditions
from audits.questions.applicability import FLAGS
from audits.questions.contents import (
    EDITION,
    GUIDANCE,
    LETTER,
    QUESTION_FIELDS,
    SECTION_TITLE,
    TITLE,
    Contents,
    Fault,
    Reading,
    new_question,
)
from audits.questions.models import Question, QuestionSet
from audits.questions.yaml_nodes import Nodes, plain, root_of, scalar_of

Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
SET = ("title", "edition", "guidance_edition", "audience", "sections", "contradictions")
SECTION = ("letter", "title", "guidance", "questions")
RULE = ("phases", "sectors", *FLAGS, "ages")
COLUMN = ("key", "label", "kind")
CONDITION = ("code", "fact", "answers", *conditions.COMPARED)


def contents_in(content: bytes) -> Reading:
    """Read a question set in YAML.

    Raises:
        Refused: it is no YAML, or YAML of a kind that question sets do not need.
    """
    reader = _Reader()
    contents = reader.read(root_of(content))
    return Reading(contents, faults=reader.faults)


class _Reader(Nodes):
    """Reads a document into sections and contradictions."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: set[str] = set()
        # Where each question is.
        self.places: dict[int, str] = {}

    def read(self, root: yaml.Node) -> Contents:
        found, nodes = Contents(), self.keys(root, "", SET)
        longest = {"title": TITLE, "edition": EDITION, "guidance_edition": GUIDANCE}
        for name, most in longest.items():
            if name in nodes:
                setattr(found, name, self.text(nodes[name], name, most))
        if "audience" in nodes:
            audience = self.text(nodes["audience"], "audience")
            if audience not in QuestionSet.Audience.values:
                known = ", ".join(QuestionSet.Audience.values)
                self.fault(nodes["audience"], "audience", f"is none of {known}")
            else:
                found.audience = audience
        found.sections = [
            section
            for node in self.nodes(nodes.get("sections"), "sections")
            if (section := self._section(node))
        ]
        self.place = ""
        if not found.questions and not self.faults:
            self.fault(root, "sections", "there are no questions")
        questions = self._check(found.sections)
        self.place = ""
        found.contradictions = [
            self._contradiction(node, questions)
            for node in self.nodes(nodes.get("contradictions"), "contradictions")
        ]
        return found

    def _section(self, node: yaml.Node) -> dict[str, Any]:
        self.place = ""
        nodes = self.keys(node, "sections", SECTION)
        if not nodes:
            return {}
        letter, title, guidance = (
            self.text(nodes[name], name, most) if name in nodes else ""
            for name, most in zip(SECTION, (LETTER, SECTION_TITLE, None), strict=False)
        )
        self.place = f"section {letter}, " if letter else ""
        for name, text in (("letter", letter), ("title", title)):
            if not text.strip():
                self.fault(node, name, "is missing")
        section = {"letter": letter, "title": title, "guidance": guidance}
        if letter in self.letters:
            self.fault(node, "letter", "is already used")
        self.letters.add(letter)
        questions = [
            fields
            for each in self.nodes(nodes.get("questions"), "questions")
            if (fields := self._question(each, letter))
        ]
        return {**section, "questions": questions}

    def _question(self, node: yaml.Node, letter: str) -> dict[str, Any]:
        self.place = f"section {letter}, "
        if code := scalar_of(node, "code"):
            self.place += f"question {code[:60]}, "
        nodes = self.keys(node, "questions", tuple(QUESTION_FIELDS))
        if not nodes:
            return {}
        fields = {}
        for name, each in nodes.items():
            before = len(self.faults)
            value = READERS.get(name, _Reader.text)(self, each, name)
            if len(self.faults) == before:
                fields[name] = value
        for name in ("code", "kind", "text"):
            if name not in nodes:
                self.fault(node, name, "is missing")
        if not {"code", "kind", "text"} <= set(fields):
            return {}
        self.places[id(fields)] = f"{self.place}line {node.start_mark.line + 1}"
        return fields

    def _check(self, sections: list[dict[str, Any]]) -> dict[str, Question]:
        """Check the questions, alone and together; give them by code."""
        known: dict[str, Question] = {}
        for section in sections:
            places = [self.places[id(fields)] for fields in section["questions"]]
            questions = [
                new_question(fields, letter=section["letter"], number=number)
                for number, fields in enumerate(section["questions"], 1)
            ]
            for question, key, words in checking.faults_of_section(
                questions, before=known.values()
            ):
                where = places[question.position - 1]
                self.faults.append(Fault(where, key, words))
            known |= {one.code: one for one in questions}
        return known

    def _contradiction(
        self, node: yaml.Node, questions: Mapping[str, Question]
    ) -> dict[str, Any]:
        nodes = self.keys(node, "contradictions", ("conditions", "words"))
        words = self.text(nodes["words"], "words") if "words" in nodes else ""
        if not words.strip():
            self.fault(node, "words", "is missing")
        asked = []
        if "conditions" in nodes:
            asked = self._conditions(nodes["conditions"], "conditions")
        if not asked:
            self.fault(node, "conditions", "is missing")
        for fault in conditions.faults_of(asked, questions):
            self.fault(node, "conditions", fault)
        return {"conditions": asked, "words": words}

    def _choices(self, node: yaml.Node, key: str) -> list[list[str]]:
        return [[value, words] for value, words in self.pairs(node, key).items()]

    def _rule(self, node: yaml.Node, key: str) -> dict[str, Any]:
        rule: dict[str, Any] = {}
        for name, value in self.keys(node, key, RULE).items():
            if name in FLAGS:
                rule[name] = self.truth(value, name)
            elif name == "ages":
                rule[name] = [self.whole(one, name) for one in self.nodes(value, name)]
            else:
                rule[name] = self.texts(value, name)
        return rule

    def _table(self, node: yaml.Node, key: str) -> list[dict[str, str]]:
        columns = []
        for each in self.nodes(node, key):
            nodes = self.keys(each, key, COLUMN)
            column = {n: self.text(nodes[n], key) for n in COLUMN if n in nodes}
            if set(column) != set(COLUMN):
                self.fault(each, key, "give the key, label and kind of each column")
            columns.append(column)
        return columns

    def _conditions(self, node: yaml.Node, key: str) -> list[dict[str, Any]]:
        found = []
        for each in self.nodes(node, key):
            condition: dict[str, Any] = {}
            for name, value in self.keys(each, key, CONDITION).items():
                if name == "answers":
                    condition[name] = self.texts(value, key)
                elif name in conditions.COMPARED:
                    condition[name] = self.of(value, key, "not a number", plain)
                else:
                    condition[name] = self.text(value, key)
            found.append(condition)
        return found


READERS: dict[str, Callable] = {
    "choices": _Reader._choices,
    "descriptors": _Reader.pairs,
    "columns": _Reader._table,
    "gap_answers": _Reader.texts,
    "gap_below": _Reader.number,
    "gap_above": _Reader.number,
    "gap_after_months": _Reader.whole,
    "show_if": _Reader._conditions,
    "applies_to": _Reader._rule,
    "from_date": _Reader.day,
    "to_date": _Reader.day,
    **dict.fromkeys(
        ("is_statutory", "is_optional", "allows_not_applicable"), _Reader.truth
    ),
    **dict.fromkeys(("lowest_is_best", "is_reworded"), _Reader.truth),
}


class _Written(Dumper):
    """What is used twice is written twice: we read no aliases."""

    def ignore_aliases(self, _) -> bool:
        return True


def _number(dumper: _Written, number: Decimal) -> yaml.Node:
    kind = "int" if number == int(number) else "float"
    return dumper.represent_scalar(
        f"tag:yaml.org,2002:{kind}", f"{number.normalize():f}"
    )


_Written.add_representer(Decimal, _number)


def as_yaml(contents: Contents) -> bytes:
    """A question set as YAML that `contents_in` reads."""
    names = {name: text for name in SET[:4] if (text := getattr(contents, name))}
    document = {
        **names,
        "sections": [dict(_section(section)) for section in contents.sections],
        **(
            {"contradictions": contents.contradictions}
            if contents.contradictions
            else {}
        ),
    }
    return yaml.dump(
        document,
        Dumper=_Written,
        allow_unicode=True,
        encoding="utf-8",
        sort_keys=False,
        width=88,
    )


def _section(section: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name in SECTION:
        if name == "questions":
            yield name, [dict(_fields(one)) for one in section[name]]
        elif section.get(name):
            yield name, section[name]


def _fields(question: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in question.items():
        yield name, dict(value) if name == "choices" else value
