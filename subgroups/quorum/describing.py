"""Quorum rules in words."""

from collections.abc import Collection, Mapping

FRACTIONS = {
    (1, 2): "half",
    (1, 3): "a third",
    (2, 3): "two thirds",
    (1, 4): "a quarter",
    (3, 4): "three quarters",
    (1, 5): "a fifth",
    (2, 5): "two fifths",
    (3, 5): "three fifths",
    (4, 5): "four fifths",
}
LEFT_OUT = {
    "vacant": "vacant seats",
    "on_leave": "seats whose holder is on leave",
    "withdrawn": "seats withdrawn for the item",
}


def joined(names: list[str], joint: str) -> str:
    return f"{', '.join(names[:-1])} {joint} {names[-1]}" if names[1:] else names[0]


def fraction_words(rule: Mapping) -> str:
    """The share alone, such as 75%, a third, or more than half."""
    if "percent" in rule:
        words = f"{rule['percent']}%"
    else:
        numerator, denominator = rule["part"]
        words = FRACTIONS.get((numerator, denominator), f"{numerator}/{denominator}")
    return f"more than {words}" if rule.get("more") else words


def share_words(rule: Mapping) -> str:
    """A share with its base, such as a third of all seats, at least 3."""
    return _share(rule)


def base_words(without: Collection[str]) -> str:
    """What a share is counted of."""
    left_out = [words for name, words in LEFT_OUT.items() if name in without]
    if not left_out:
        return "all seats"
    if left_out == [LEFT_OUT["vacant"]]:
        return "the filled seats"
    return f"the seats without {joined(left_out, 'and')}"


def describe(rule: Mapping, seats: Mapping[int, str]) -> str:
    """The rule as a clause that completes “Quorate with …”."""
    match rule["kind"]:
        case "share":
            return _share(rule, " represented")
        case "at_least":
            return _named(rule, seats)
        case "statutory":
            return "every statutory partner"
        case "all" | "any":
            joint = "and" if rule["kind"] == "all" else "or"
            parts = [describe(part, seats) for part in rule["rules"]]
            return f"; {joint} ".join(parts)
    if not rule["expectation"]:
        return "the chair’s determination"
    return (
        "the chair’s determination, "
        f"the expectation being {describe(rule['expectation'], seats)}"
    )


def _share(rule: Mapping, verb: str = "") -> str:
    words = f"{fraction_words(rule)} of {base_words(rule.get('without', ()))}"
    least = f", at least {rule['least']}" if "least" in rule else ""
    return f"{words}{verb}{least}"


def _named(rule: Mapping, seats: Mapping[int, str]) -> str:
    names = [seats.get(seat, "a seat that has ended") for seat in rule["of"]]
    if len(names) == 1:
        return names[0]
    if rule["n"] == len(names):
        return joined(names, "and")
    if rule["n"] == 1:
        return joined(names, "or")
    return f"at least {rule['n']} of {joined(names, 'and')}"
