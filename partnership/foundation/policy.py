"""The local rules a partnership may set, with their defaults.

Whatever differs from one partnership to the next is a row of `SETTINGS`, never a
constant elsewhere. Code that reads several settings does so inside `reading()`, which
the middleware opens for every request: then all of them cost one query.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db import transaction

from partnership.foundation import history
from partnership.foundation import policy_checks as checks
from partnership.foundation import policy_defaults as defaults
from partnership.foundation.dates import DEFAULT_HOLIDAYS, DEFAULT_TERMS
from partnership.foundation.palettes import DEFAULT_PALETTE
from partnership.models.policy import PolicySetting


class Kind(StrEnum):
    """What a setting's value looks like, and so which field asks for it."""

    COLOUR = "colour"
    EMAIL = "email"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    NUMBERS = "numbers"
    ROWS = "rows"
    TEXT = "text"


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One local rule: what it is called, what it decides, and what it may be."""

    name: str
    words: str
    explanation: str
    kind: Kind
    default: Any
    check: Callable[[Any], None]


SETTINGS = {
    setting.name: setting
    for setting in [
        Setting(
            name="partnership_name",
            words="Name of the partnership",
            explanation="Shown at the top of every page, report and message",
            kind=Kind.TEXT,
            default="Safeguarding Children Partnership",
            check=checks.text(120),
        ),
        Setting(
            name="partnership_short_name",
            words="Short name",
            explanation="Used where space is tight, such as the subject of a message",
            kind=Kind.TEXT,
            default="Partnership",
            check=checks.text(30),
        ),
        Setting(
            name="colour",
            words="Colour",
            explanation="The colour of the header and of headings in reports",
            kind=Kind.COLOUR,
            default=DEFAULT_PALETTE,
            check=checks.colour,
        ),
        Setting(
            name="reply_to",
            words="Email address for replies",
            explanation="Where answers to Quorate's messages go",
            kind=Kind.EMAIL,
            default="",
            check=checks.email,
        ),
        Setting(
            name="signature",
            words="Signature of messages",
            explanation="The last lines of every message",
            kind=Kind.LONG_TEXT,
            default="The partnership's business team",
            check=checks.text(500),
        ),
        Setting(
            name="plan_year_start_month",
            words="First month of the plan year",
            explanation="4 for April",
            kind=Kind.NUMBER,
            default=4,
            check=checks.number(1, 12),
        ),
        Setting(
            name="rag_legend_delivery",
            words="Ratings of delivery",
            explanation="Are we doing what we said? Printed with every report",
            kind=Kind.ROWS,
            default=defaults.RAG_LEGEND_DELIVERY,
            check=checks.rag_legend,
        ),
        Setting(
            name="rag_legend_impact",
            words="Ratings of impact",
            explanation="Does it make a difference? Printed with every report",
            kind=Kind.ROWS,
            default=defaults.RAG_LEGEND_IMPACT,
            check=checks.rag_legend,
        ),
        Setting(
            name="quorum_defaults",
            words="Quorum of a new subgroup",
            explanation="The share of seats, and whether the chair may determine it",
            kind=Kind.ROWS,
            default=defaults.QUORUM,
            check=checks.fields(
                percentage=checks.number(1, 100), chair_may_determine=checks.yes_or_no
            ),
        ),
        Setting(
            name="signatures_required",
            words="Who signs a return",
            explanation="The roles that sign, by type of school",
            kind=Kind.ROWS,
            default=defaults.SIGNATURES_REQUIRED,
            check=checks.signatures,
        ),
        Setting(
            name="suppression_threshold",
            words="Smallest number shown",
            explanation="Smaller counts of children are hidden outside the school",
            kind=Kind.NUMBER,
            default=5,
            check=checks.number(1, 50),
        ),
        Setting(
            name="comparison_group_minimum",
            words="Smallest group to compare with",
            explanation="A school is compared with no fewer schools than this",
            kind=Kind.NUMBER,
            default=5,
            check=checks.number(5, 100),
        ),
        Setting(
            name="retention_periods",
            words="How long things are kept",
            explanation="Years after which someone is asked to review what is kept",
            kind=Kind.ROWS,
            default=defaults.RETENTION_PERIODS,
            check=checks.rows(
                name=checks.text(40),
                words=checks.text(120),
                years=checks.optional(checks.number(1, 100)),
            ),
        ),
        Setting(
            name="reminder_ladder",
            words="When reminders go",
            explanation="Days before the date, on the day, and every so often after",
            kind=Kind.ROWS,
            default=defaults.REMINDER_LADDER,
            check=checks.fields(
                before=checks.falling_numbers,
                on_the_day=checks.yes_or_no,
                repeat_after=checks.optional(checks.number(1, 90)),
            ),
        ),
        Setting(
            name="papers_deadline_working_days",
            words="Papers go out",
            explanation="Working days before the meeting",
            kind=Kind.NUMBER,
            default=5,
            check=checks.number(1, 30),
        ),
        Setting(
            name="minutes_deadline_working_days",
            words="Draft minutes go out",
            explanation="Working days after the meeting",
            kind=Kind.NUMBER,
            default=10,
            check=checks.number(1, 60),
        ),
        Setting(
            name="school_terms",
            words="School terms",
            explanation="First and last day, for every year or for one",
            kind=Kind.ROWS,
            default=list(DEFAULT_TERMS),
            check=checks.terms,
        ),
        Setting(
            name="school_holidays",
            words="School holidays within terms",
            explanation="First and last day, for every year or for one",
            kind=Kind.ROWS,
            default=list(DEFAULT_HOLIDAYS),
            check=checks.terms,
        ),
        Setting(
            name="guidance_editions",
            words="Editions of guidance",
            explanation="Which edition is in force from when",
            kind=Kind.ROWS,
            default=defaults.GUIDANCE_EDITIONS,
            check=checks.rows(
                guidance=checks.text(60),
                edition=checks.text(20),
                title=checks.text(200),
                in_force_from=checks.day,
            ),
        ),
        Setting(
            name="yearly_report_checklist",
            words="What a yearly report must cover",
            explanation="Each row is filled or explained before anyone signs",
            kind=Kind.ROWS,
            default=defaults.YEARLY_REPORT_CHECKLIST,
            check=checks.rows(
                ref=checks.text(10), words=checks.text(300), evidence=checks.text(200)
            ),
        ),
        Setting(
            name="digest_from_hour",
            words="Hour of the daily reminder",
            explanation="From this hour of the day on; 7 is seven in the morning",
            kind=Kind.NUMBER,
            default=7,
            check=checks.number(0, 23),
        ),
    ]
}

_held: ContextVar[dict[Any, Any] | None] = ContextVar("policy", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """Read the settings at most once while inside: for a request or a task."""
    if _held.get() is not None:
        yield
        return
    token = _held.set({})
    try:
        yield
    finally:
        _held.reset(token)


def get(name: str) -> Any:
    """The value of a setting: what the partnership has set, or the default."""
    setting = SETTINGS[name]
    return deepcopy(_values().get(name, setting.default))


def derived(name: str, make: Callable[[Any], Any]) -> Any:
    """What `make` makes of a setting, made once while inside `reading`.

    Shared by all who ask: not to be changed.
    """
    held = _held.get()
    if held is None:
        return make(get(name))
    if (name, make) not in held:
        held[name, make] = make(get(name))
    return held[name, make]


@transaction.atomic
def change(name: str, value: Any, *, by) -> None:
    """Set a local rule.

    Raises:
        Refused: the value is not one this setting can have.
    """
    setting = SETTINGS[name]
    setting.check(value)
    before = get(name)
    if value == before:
        return
    row, _ = PolicySetting.objects.update_or_create(
        name=name, defaults={"value": value}
    )
    if (held := _held.get()) is not None:
        held.clear()
    history.record(row, "changed", by=by, before=before, after=value)


def guidance_in_force(guidance: str, *, on: date) -> dict[str, str] | None:
    """The edition of a guidance that applies on a day; None before the first."""
    editions = [
        edition
        for edition in get("guidance_editions")
        if edition["guidance"] == guidance
        and date.fromisoformat(edition["in_force_from"]) <= on
    ]
    return max(editions, key=lambda edition: edition["in_force_from"], default=None)


def _values() -> dict[str, Any]:
    held = _held.get()
    if held is None:
        return dict(PolicySetting.objects.values_list("name", "value"))
    if "values" not in held:
        held["values"] = dict(PolicySetting.objects.values_list("name", "value"))
    return held["values"]
