"""The numbers that Word draws before paragraphs, written into them as text."""

from collections import defaultdict
from dataclasses import dataclass, field

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
LEVELS = 9
ROMAN = [
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
]  # fmt: skip
BOLD = f'<w:r xmlns:w="{W}"><w:rPr><w:b/></w:rPr><w:t xml:space="preserve"/></w:r>'


def w(name: str) -> str:
    """A name of Word's own namespace."""
    return f"{{{W}}}{name}"


def _value(element, path: str, default: str = "") -> str:
    if element is None:
        return default
    found = element.find(path, {"w": W})
    return default if found is None else found.get(w("val"), default)


def _number(text: str, default: int = 0) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else default


@dataclass
class _Level:
    start: int = 1
    style: str = "decimal"
    text: str = ""


@dataclass
class _List:
    abstract: str
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a Word file, counted from its beginning."""

    def __init__(self, numbering, styles) -> None:
        self.levels: dict[str, dict[int, _Level]] = {}
        self.lists: dict[str, _List] = {}
        self.counted: dict[str, dict[int, int]] = defaultdict(dict)
        if numbering is not None:
            self._read(numbering)
        self.styles = {
            style.get(w("styleId")): style
            for style in (() if styles is None else styles.iter(w("style")))
        }

    def _read(self, numbering) -> None:
        for abstract in numbering.iter(w("abstractNum")):
            self.levels[abstract.get(w("abstractNumId"))] = {
                _number(level.get(w("ilvl"), "")): _Level(
                    _number(_value(level, "w:start", "1"), 1),
                    _value(level, "w:numFmt", "decimal"),
                    _value(level, "w:lvlText"),
                )
                for level in abstract.iter(w("lvl"))
            }
        for one in numbering.iter(w("num")):
            self.lists[one.get(w("numId"))] = _List(
                _value(one, "w:abstractNumId"),
                {
                    _number(override.get(w("ilvl"), "")): _number(
                        _value(override, "w:startOverride"), 1
                    )
                    for override in one.iter(w("lvlOverride"))
                    if _value(override, "w:startOverride")
                },
            )

    def write(self, body) -> None:
        """Write its number into each numbered paragraph, in order."""
        from lxml import etree  # noqa: PLC0415 – seldom needed

        for paragraph in body.iter(w("p")):
            properties = paragraph.find(w("pPr"))
            # A text box stands there twice; the other one is read.
            if properties is None or any(True for _ in paragraph.iterancestors(CHOICE)):
                continue
            if properties.find(f"{w('rPr')}/{w('del')}") is not None:
                continue
            drawn = self._drawn(properties)
            if drawn and next(paragraph.iter(w("t")), None) is not None:
                run = etree.fromstring(BOLD)
                run.find(w("t")).text = f"{drawn} "
                properties.addnext(run)

    def _drawn(self, properties) -> str:
        """The number of the next paragraph with these properties."""
        of, level = self._place(properties)
        one = self.lists.get(of)
        levels = self.levels.get(one.abstract) if one else None
        if not levels or level not in levels:
            return ""
        if levels[level].style == "bullet":
            return "-"
        # Lists of one kind are counted on, but for those with a beginning of their own.
        counted = self.counted[f"list {of}" if one.starts else one.abstract]
        start = one.starts.get(level, levels[level].start)
        counted[level] = counted[level] + 1 if level in counted else start
        for deeper in range(level + 1, LEVELS):
            counted.pop(deeper, None)
        text = levels[level].text
        for at in range(LEVELS):
            if f"%{at + 1}" in text and at in levels:
                number = counted.get(at, levels[at].start)
                text = text.replace(f"%{at + 1}", _written(number, levels[at].style))
        return text.strip()

    def _place(self, properties) -> tuple[str, int]:
        """The list and level of a paragraph, or of its style where it says none."""
        name, seen = _value(properties, "w:pStyle"), set()
        while True:
            found = None if properties is None else properties.find(w("numPr"))
            if found is not None:
                level = _number(_value(found, "w:ilvl", "0"))
                return _value(found, "w:numId"), level
            # A style stands on another, and in a damaged file on itself.
            if name not in self.styles or name in seen:
                return "", 0
            seen.add(name)
            properties = self.styles[name].find(w("pPr"))
            name = _value(self.styles[name], "w:basedOn")


def _written(number: int, style: str) -> str:
    if style in {"lowerLetter", "upperLetter"}:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if style == "upperLetter" else letters
    if style in {"lowerRoman", "upperRoman"}:
        roman = ""
        for value, letters in ROMAN:
            while number >= value:
                roman, number = roman + letters, number - value
        return roman.upper() if style == "upperRoman" else roman
    return "" if style == "none" else str(number)
