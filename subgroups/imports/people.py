"""Reads the people of minutes: lists, lines with slashes and bars, tables, columns."""

import re

from partnership.guards.outcomes import Refused
from partnership.names import plain_name
from subgroups.imports.minutes import (
    APOLOGIES,
    MOST_PEOPLE,
    PRESENT,
    VISITOR,
    ReadMinutes,
    ReadPerson,
)

IN_ATTENDANCE = "in attendance"
LABEL = re.compile(
    r"""(?P<present>(?:members\s+|people\s+|those\s+)?present|attend(?:ees|ance|ed)
            |membership\s+present)
        |(?P<apologies>(?:apologies|absent|absences)(?:\s+(?:for\s+absence|received|sent
            |with\s+apologies|given|were|have\s+been))*(?P<from>\s+(?:from|by))?)
        |(?P<visitor>visitors?|guests?|observers?|also\s+(?:present|in\s+attendance)
            |presenters?)
        |(?P<either>in\s+attendance)""",
    re.VERBOSE | re.IGNORECASE,
)
KINDS = (PRESENT, APOLOGIES, VISITOR, "either")
AFTER_LABEL = re.compile(r"\s*(?:[:–|\t-]|$)\s*")
CHAIRS = re.compile(r"\b(?:(?:vice|deputy|co)[- ]?)?chair(?:man|woman|person|ing)?\b",
                    re.IGNORECASE)  # fmt: skip
OFFICE = re.compile(
    r"""(?:(?P<chair>(?:in\s+the\s+)?chair(?:ed\s+by|man|woman|person)?)
        |(?P<minutes>minutes?(?:[- ]tak(?:er|en\s+by)|\s+by)?|notes?(?:[- ]taker|\s+by)?
            |clerk|minuted\s+by|secretary|scribe))""",
    re.VERBOSE | re.IGNORECASE,
)
BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")
INITIALS = re.compile(r"[A-Z][A-Za-z’'.-]{0,3}[A-Za-z.]|[A-Z](?:\.? ?[A-Z]){1,3}\.?")
WORD = r"[A-ZÀ-Þ][\w’'-]*\.?"
LINKS = {
    "le", "la", "de", "da", "di", "du", "del", "der", "den", "van", "von", "al", "el",
    "bin", "ibn", "ap", "st", "mac", "o",
}  # fmt: skip
TITLES = {
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "cllr",
    "councillor", "sir", "dame", "ds", "di", "dci", "pc", "dcs", "supt",
}  # fmt: skip
DEPUTY = re.compile(
    r"\b(?:for|on behalf of|deputi[sz]ing for|deputy for|representing|vice)\s+"
    rf"(?P<name>{WORD}(?:\s+{WORD}){{1,3}})\s*$"
)
AFTER_NAME = re.compile(r"\s*[|\t]\s*|\s+[/–-]\s+|,\s*|/(?=[A-Z][a-z])")
# After the initials of one person, between signs, and between words.
MARKED = re.compile(r"(?<=\w\))\s*(?:,|;|/|\||&|\band\b)\s*(?=[A-Z][\w’'-]+ )")
SEMICOLON = re.compile(r"\s*;\s*")
BEGINS_AS_NAME = re.compile(rf"{WORD}\s+{WORD}")
SIGNS = re.compile(r"\s*[/|;\t]\s*")
COMMAS = re.compile(r"\s*(?:,|&|\band\b)\s*")
NO_NAME = re.compile(
    r"\b(?:The|School|Schools|College|Academy|Primary|Nursery|Police|Health|Council|Trust"
    r"|Service|Services|Team|Manager|Head|Officer|Lead|Director|Chair|Education)\b"
)
RUN_TOGETHER = "Names run together were read as: {}"
MOST_NAME, MOST_INITIALS = 120, 8
TOO_MANY = f"This file lists over {MOST_PEOPLE} people, more than minutes have."


def label_of(text: str) -> tuple[str, str] | None:
    """What a line is a list of, and what stands after that word."""
    found = LABEL.match(text.strip())
    if found is None:
        return None
    rest = text.strip()[found.end() :]
    after = AFTER_LABEL.match(rest)
    if after is None and found["from"] and rest[:1].isspace():
        after = re.match(r"\s+", rest)
    if after is None:
        return None
    kind = next(name for name in KINDS if found[name])
    return (IN_ATTENDANCE if kind == "either" else kind), rest[after.end() :]


def office_of(text: str) -> tuple[str, str] | None:
    """Whether a line names the chair or the minute-taker, and whom it names."""
    found = OFFICE.match(text)
    if found is None or not (after := re.match(r"\s*[:–|\t-]\s*", text[found.end() :])):
        return None
    rest = text[found.end() + after.end() :].strip()
    return (found.lastgroup, rest) if 0 < len(rest) <= MOST_NAME else None


def people_in(text: str, kind: str) -> list[ReadPerson]:
    """The people of one line of a list."""
    text = text.strip().strip("-•*").strip(" ;,")
    if not text or is_nobody(text):
        return []
    parts = _parts(text)
    if parts is not None:
        people = [one for part in parts for one in people_in(part, kind)]
        if not all(person.initials for person in people):
            _ask(people)
        return people
    return _one_or_more(text, kind)


def is_nobody(text: str) -> bool:
    """Whether a list says that it is empty."""
    return plain_name(text) in {"none", "nil", "no apologies", "n a", "none received",
                                "no apologies received", "no visitors"}  # fmt: skip


def _parts(text: str) -> list[str] | None:
    """The people of a line divided by signs, if it is divided so."""
    for divides in (MARKED, SEMICOLON, SIGNS, COMMAS):
        parts = [part.strip() for part in divides.split(text) if part.strip()]
        are_marked = (divides is MARKED and all("(" in part for part in parts)) or (
            divides is SEMICOLON and all(BEGINS_AS_NAME.match(part) for part in parts)
        )
        if len(parts) > 1 and (are_marked or _are_names(parts)):
            # “Name, Agency” is one person, as is “Name and Name” two.
            if divides is COMMAS and len(parts) == 2 and "," in text:
                continue
            return parts
    return None


def _are_names(parts: list[str]) -> bool:
    return all(
        len(_names(BRACKETS.sub(" ", part))) == 1
        and 1 < len(BRACKETS.sub(" ", part).split()) < 4
        and not NO_NAME.search(part)
        for part in parts
    )


def _names(text: str) -> list[str]:
    """Names that stand one after another, each of a first and a family name.

    One name where there is no telling.
    """
    words = text.split()
    if not words or not all(re.fullmatch(WORD, one) or plain_name(one) in LINKS
                            for one in words):  # fmt: skip
        return []
    pieces: list[str] = []
    for word in words:
        before = pieces[-1].split()[-1].lower().strip(".") if pieces else ""
        if before in LINKS or before in TITLES:
            pieces[-1] += f" {word}"
        else:
            pieces.append(word)
    if len(pieces) >= 4 and len(pieces) % 2 == 0:
        return [" ".join(pair) for pair in zip(pieces[::2], pieces[1::2], strict=True)]
    return [text.strip()]


def _one_or_more(text: str, kind: str) -> list[ReadPerson]:
    """One person with role and initials, or names run together in columns."""
    people: list[ReadPerson] = []
    rest = text
    while rest:
        found = re.search(r"\(([A-Z][A-Za-z]{1,3})\)", rest)
        if found is None or not re.match(rf"\s*{WORD}\s+{WORD}", rest[found.end() :]):
            break
        people += _of_words(rest[: found.end()], kind)
        rest = rest[found.end() :].strip(" ,;")
    people += _of_words(rest, kind)
    if len(people) > 1:
        _ask(people)
    return people


def _ask(people: list[ReadPerson]) -> None:
    called = ", ".join(person.called for person in people)
    people[0].question = RUN_TOGETHER.format(called)


def _of_words(text: str, kind: str) -> list[ReadPerson]:
    name_and_role = BRACKETS.sub(" ", text)
    names = _names(name_and_role)
    if len(names) > 1:
        *others, last = names
        marked = [f"{last} {found[0].strip()}" for found in BRACKETS.finditer(text)]
        return [ReadPerson(name, kind=kind) for name in others] + [
            one_person(" ".join(marked) or last, kind)
        ]
    return [one_person(text, kind)]


def one_person(text: str, kind: str) -> ReadPerson:
    """A person as written, such as “Ann Lee, Head, Oak Primary (AL) (Chair)”."""
    person = ReadPerson("", kind=kind)
    for found in BRACKETS.finditer(text):
        _take_bracket(person, found[1].strip())
    plain = BRACKETS.sub(" ", text).strip(" ,.;")
    parts = [part.strip() for part in AFTER_NAME.split(plain, maxsplit=1)]
    person.name, role = parts[0], parts[1] if len(parts) > 1 else ""
    pieces = [piece.strip() for piece in re.split(r"[|\t]|\s/\s", role)]
    if not person.initials and len(pieces) > 1 and INITIALS.fullmatch(pieces[-1]):
        person.initials = pieces.pop()
    elif (
        not person.initials
        and (last := re.search(r"[\s,–-]([A-Z]{2,4})$", role))
        and (initials_fit(last[1], person.name))
    ):
        person.initials, pieces = last[1], [role[: last.start()].strip(" ,–-")]
    role = ", ".join(filter(None, pieces))
    if kind == APOLOGIES and re.search(r"\s[–-]\s", plain) and "," not in plain:
        person.reason = "; ".join(filter(None, [person.reason, role]))
    else:
        person.role = ", ".join(filter(None, [role, person.role]))
    settle(person)
    return person


def _take_bracket(person: ReadPerson, words: str) -> None:
    office = OFFICE.fullmatch(words)
    if office is not None:
        person.is_chair |= office.lastgroup == "chair"
        person.is_minute_taker |= office.lastgroup == "minutes"
    elif (
        INITIALS.fullmatch(words)
        and len(words) <= MOST_INITIALS
        and (not person.initials)
    ):
        person.initials = words
    elif person.kind == APOLOGIES and not DEPUTY.search(words):
        person.reason = "; ".join(filter(None, [person.reason, words]))
    else:
        person.role = ", ".join(filter(None, [person.role, words]))


def initials_fit(initials: str, name: str) -> bool:
    """Whether initials are those of a name."""
    words = re.findall(r"[A-Za-zÀ-ÿ]+", name)
    return (
        bool(words)
        and initials[0].upper() == words[0][0].upper()
        and (
            initials[-1].upper() in {words[-1][0].upper(), words[-1][-1].upper()}
            or initials[1].upper() == words[-1][0].upper()
        )
    )


def settle(person: ReadPerson) -> None:
    """Ask about what is doubtful in a person, and keep within bounds."""
    if re.fullmatch(r"(?i)chair(?:man|woman|person)?", person.role):
        person.is_chair = True
    found = DEPUTY.search(f"{person.role} {person.reason}".strip())
    if found:
        person.question = f"{person.name} attends for {found['name']}: deputy?"
    if not _names(person.name):
        person.question = person.question or (
            f"“{person.name}” is listed under {WORDS[person.kind]}: is this a person?"
        )
    elif len(person.name.split()) == 1:
        person.question = person.question or (
            f"Only “{person.name}” is given under {WORDS[person.kind]}: who is this?"
        )


WORDS = {PRESENT: "those present", APOLOGIES: "apologies", VISITOR: "visitors"}


def of_table(rows: list[tuple[str, ...]], kind: str) -> list[ReadPerson] | None:
    """The people of a table with a row of titles, or None if it has none such."""
    titles = [plain_name(cell) for cell in rows[0]]
    columns = {"name": None, "role": None, "initials": None, "kind": None}
    for at, title in enumerate(titles):
        for column, pattern in COLUMNS.items():
            if columns[column] is None and pattern.search(title):
                columns[column] = at
                break
    known = [column for column, at in columns.items() if at is not None]
    if columns["name"] is None or len(known) < 2 or len(rows) < 2:
        return None
    named = label_of(rows[0][columns["name"]])
    kind = named[0] if named and named[0] in WORDS else kind or PRESENT
    return [one for row in rows[1:] for one in _of_row(row, columns, kind)]


COLUMNS = {
    "name": re.compile(
        r"^(?:full )?names?\b|\bname$|^(?:members )?present$|^attendees?$|^members?$"
        r"|^apologies(?: from)?$|^visitors?$|^in attendance$"
    ),
    "initials": re.compile(r"^init(?:ial)?s?\b|^ref$"),
    "kind": re.compile(r"attend|present|status|apologies|here"),
    "role": re.compile(
        r"role|title|position|agency|organi|represent|service|school|team"
    ),
}
ABSENT = re.compile(
    r"^(?:a|ap|apols?|apologies|absent|n|no|x|✗|☐)\b|^[✗☐]", re.IGNORECASE
)


def _of_row(row: tuple[str, ...], columns: dict, kind: str) -> list[ReadPerson]:
    def cell(at: int | None) -> str:
        return " ".join(row[at].split()) if at is not None and at < len(row) else ""

    if not cell(columns["name"]):
        return []
    person = one_person(cell(columns["name"]), kind)
    others = [
        cell(at)
        for at in range(len(row))
        if at not in {columns["name"], columns["initials"], columns["kind"]}
        and cell(at)
    ]
    person.role = ", ".join(filter(None, [person.role, *others]))
    person.initials = cell(columns["initials"]) or person.initials
    if attended := cell(columns["kind"]):
        if ABSENT.match(attended):
            person.kind = APOLOGIES
        elif CHAIRS.search(attended):
            person.is_chair = True
    settle(person)
    return [person]


def add(minutes: ReadMinutes, person: ReadPerson) -> ReadPerson:
    """Add someone, or fill in who was named before, such as the chair."""
    for one in minutes.people:
        if plain_name(one.name) == plain_name(person.name) or (
            person.name in {one.initials, f"({one.initials})"}
        ):
            one.role = one.role or person.role
            one.initials = one.initials or person.initials
            one.question = one.question or person.question
            one.is_chair |= person.is_chair
            one.is_minute_taker |= person.is_minute_taker
            return one
    if len(minutes.people) >= MOST_PEOPLE:
        raise Refused(TOO_MANY)
    minutes.people.append(person)
    return person


def name_office(minutes: ReadMinutes, office: str, words: str) -> None:
    """Mark the chair or the minute-taker, who may stand in the lists too."""
    for text in [words] if "(" in words else words.split("/"):
        person = add(minutes, one_person(text.strip(), PRESENT))
        person.is_chair |= office == "chair"
        person.is_minute_taker |= office == "minutes"
