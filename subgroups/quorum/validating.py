"""Whether a quorum rule is complete."""

from django.core.exceptions import ValidationError

from subgroups.quorum.describing import LEFT_OUT

# What a rule of each kind must have, and what it may have.
KINDS: dict[str, tuple[set[str], set[str]]] = {
    "share": (set(), {"percent", "part", "more", "least", "without"}),
    "at_least": ({"n", "of"}, set()),
    "statutory": (set(), set()),
    "all": ({"rules"}, set()),
    "any": ({"rules"}, set()),
    "chair": ({"expectation"}, set()),
}
MOST_PARTS = 100


def check(rule: object, *, is_inside: bool = False) -> None:
    """Raise ValidationError unless this is a complete rule."""
    if not isinstance(rule, dict) or rule.get("kind") not in KINDS:
        raise ValidationError("Unknown kind of quorum rule")
    kind = rule["kind"]
    must, may = KINDS[kind]
    given = set(rule) - {"kind"}
    if not must <= given <= must | may:
        raise ValidationError(f"A rule of kind {kind} has {sorted(must | may)} only")
    match kind:
        case "share":
            _check_share(rule)
        case "at_least":
            seats = rule["of"]
            is_list = isinstance(seats, list) and all(type(s) is int for s in seats)
            if not is_list or not seats or len(set(seats)) != len(seats):
                raise ValidationError("Name each seat once")
            _check_number(rule["n"], 1, len(seats), "How many of these seats")
        case "all" | "any":
            if not isinstance(rule["rules"], list) or len(rule["rules"]) < 2:
                raise ValidationError("Join at least two conditions")
            for part in rule["rules"]:
                check(part, is_inside=True)
        case "chair":
            if is_inside:
                raise ValidationError(
                    "The chair’s decision cannot be part of a larger rule"
                )
            if rule["expectation"] is not None:
                check(rule["expectation"], is_inside=True)


def _check_share(rule: dict) -> None:
    if ("percent" in rule) == ("part" in rule):
        raise ValidationError("Give the share as a percentage or as a fraction")
    if "percent" in rule:
        _check_number(rule["percent"], 1, 100, "The percentage of seats")
        is_all = rule["percent"] == 100
    else:
        part = rule["part"]
        if not isinstance(part, list) or len(part) != 2:
            raise ValidationError("A fraction has two numbers")
        _check_number(part[1], 1, MOST_PARTS, "The lower number of the fraction")
        _check_number(part[0], 1, part[1], "The upper number of the fraction")
        is_all = part[0] == part[1]
    if type(rule.get("more", False)) is not bool:
        raise ValidationError("“More than” is yes or no")
    if rule.get("more") and is_all:
        raise ValidationError("No meeting can have more than all of the seats")
    if "least" in rule:
        _check_number(rule["least"], 1, 200, "The smallest number of seats")
    without = rule.get("without", [])
    if (
        not isinstance(without, list)
        or len(set(map(str, without))) != len(without)
        or not {str(name) for name in without} <= LEFT_OUT.keys()
    ):
        raise ValidationError("Unknown seats to leave out of the count")


def _check_number(number: object, least: int, most: int, name: str) -> None:
    if type(number) is not int or not least <= number <= most:
        raise ValidationError(f"{name} must be between {least} and {most}")
