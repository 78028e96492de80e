"""Which schools a question applies to: the rule itself, and the rule in words."""

from collections.abc import Mapping
from typing import Any

from partnership.policy.sectors import Sector
from partnership.schools.models import School

# What a rule about schools can ask of each, and how people call it.
FLAGS = {
    "has_boarders": "boarders",
    "has_sixth_form": "a sixth form",
    "has_nursery": "a nursery",
}
EVERYONE = "All schools"


def applies(rule: Mapping[str, Any], school: School) -> bool:
    """Whether a rule includes a school."""
    if "phases" in rule and school.derived_phase not in rule["phases"]:
        return False
    if "sectors" in rule and school.sector not in rule["sectors"]:
        return False
    if "ages" in rule and not _overlap(rule["ages"], school):
        return False
    return all(getattr(school, flag) == rule[flag] for flag in FLAGS if flag in rule)


def _overlap(ages: list[int], school: School) -> bool:
    """Whether a school has pupils of these ages; one without ages may have."""
    lowest, highest = ages
    return (school.low_age is None or school.low_age <= highest) and (
        school.high_age is None or school.high_age >= lowest
    )


def in_words(rule: Mapping[str, Any]) -> str:
    """The schools that a rule includes, such as “Primary, with a nursery”."""
    parts = []
    for name, choices in (
        ("phases", School.Phase.choices),
        ("sectors", Sector.choices),
    ):
        chosen = rule.get(name, ())
        parts.append(" or ".join(label for value, label in choices if value in chosen))
    for flag, words in FLAGS.items():
        if flag in rule:
            parts.append(f"{'with' if rule[flag] else 'without'} {words}")
    if "ages" in rule:
        lowest, highest = rule["ages"]
        parts.append(f"with pupils aged {lowest} to {highest}")
    words = ", ".join(filter(None, parts))
    return words[:1].upper() + words[1:] if words else EVERYONE
