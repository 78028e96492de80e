"""Reading local rules and changing them."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from django.db import connection, transaction

from partnership.history import services as history
from partnership.history.models import Event
from partnership.policy.models import PolicySetting
from partnership.policy.registry import SETTINGS
from partnership.policy.setting import Setting

# All that is set, as text, and its digest: the edition of the rules. What a process has
# read of an edition is right wherever the database says that this one is in force,
# also right after another process has committed a change or rolled one back.
_STORED = """
    SELECT coalesce(json_object_agg(name, value ORDER BY name)::text, '{}') AS stored
    FROM partnership_policysetting WHERE value <> 'null'
"""
_DIGEST = "encode(sha256(convert_to(stored, 'UTF8')), 'hex')"
EDITION = f"(SELECT {_DIGEST} FROM ({_STORED}) AS policy)"


@dataclass
class _Rules:
    """What is set, and what was made of it."""

    edition: str
    values: dict[str, Any]
    made: dict[Any, Any] = field(default_factory=dict)


@dataclass
class _Reading:
    """A request or task that reads settings, of the edition it was told of if any."""

    edition: str | None
    rules: _Rules | None = None


_reading: ContextVar[_Reading | None] = ContextVar("policy", default=None)
_also: dict[str, list[Callable[[Any], None]]] = {}
# Where nothing is set there is nothing to read.
_nothing = _Rules(sha256(b"{}").hexdigest(), {})
# The edition that this process has read last.
_kept = _nothing


@contextmanager
def reading(edition: str | None = None) -> Iterator[None]:
    """Read the settings at most once in this context, for a request or a task.

    Whoever knows which `EDITION` is in force reads nothing if this process has it.
    """
    if _reading.get() is not None:
        yield
        return
    token = _reading.set(_Reading(edition))
    try:
        yield
    finally:
        _reading.reset(token)


def get(name: str) -> Any:
    """The value of a setting, or its default if it has not been changed."""
    setting = SETTINGS[name]
    values = _values()
    return _complete(setting, values.get(name))


def is_default(name: str) -> bool:
    """Whether a setting has its default value."""
    return name not in _values()


def derived(name: str, make: Callable[[Any], Any]) -> Any:
    """The result of `make` for a setting, computed once inside `reading`.

    The result is shared, so callers must not change it.
    """
    if _reading.get() is None:
        return make(get(name))
    made = _rules().made
    if (name, make) not in made:
        made[name, make] = make(get(name))
    return made[name, make]


def standing(name: str) -> PolicySetting:
    """A setting's row: its version and, unless the default applies, its value."""
    return PolicySetting.objects.filter(name=name).first() or PolicySetting(name=name)


def unset() -> list[Setting]:
    """Settings that the partnership must change from the default, and has not."""
    values = _values()
    return [
        setting
        for setting in SETTINGS.values()
        if setting.must_set and values.get(setting.name) in (None, "", [])
    ]


def last_changes() -> dict[str, Event]:
    """The last change of each setting."""
    names = dict(PolicySetting.objects.values_list("pk", "name"))
    events = (
        Event.objects.filter(subject_type=PolicySetting._meta.label_lower)
        .order_by("subject_id", "-at", "-pk")
        .distinct("subject_id")
        .select_related("by")
    )
    return {names[event.subject_id]: event for event in events}


def also_check(name: str, check: Callable[[Any], None]) -> None:
    """Let an app refuse values that conflict with its own records.

    Apps call this when they are ready; `check` raises Refused.
    """
    found = _also.setdefault(name, [])
    if check not in found:
        found.append(check)


@transaction.atomic
def change(name: str, value: Any, *, version: int | None = None, by) -> None:
    """Set a local rule.

    Raises:
        Refused: the value is not allowed, or existing records rely on another.
        Changed: someone changed it after the form was opened.
    """
    setting = SETTINGS[name]
    setting.check(value)
    if value == get(name):
        return
    for check in _also.get(name, ()):
        check(value)
    _keep(setting, value, "changed", version=version, by=by)


@transaction.atomic
def back_to_default(name: str, *, version: int | None = None, by) -> None:
    """Set a rule back to its default, which may change in later versions of Quorate.

    Raises:
        Refused: existing records rely on the current value.
        Changed: someone changed it after the form was opened.
    """
    setting = SETTINGS[name]
    if is_default(name):
        return
    for check in _also.get(name, ()):
        check(setting.default)
    _keep(setting, None, "set back to the default", version=version, by=by)


def _keep(setting: Setting, value: Any, event: str, *, version, by) -> None:
    row, _ = PolicySetting.objects.get_or_create(name=setting.name)
    row.claim(version)
    before, row.value = _complete(setting, row.value), value
    row.save()
    if (inside := _reading.get()) is not None:
        inside.edition = inside.rules = None
    after = _complete(setting, value)
    history.record(row, event, by=by, before=before, after=after)


def guidance_in_force(guidance: str, *, on: date) -> dict[str, str] | None:
    """The edition of a guidance that applies on a day; None before the first."""
    editions = [
        edition
        for edition in get("guidance_editions")
        if edition["guidance"] == guidance
        and date.fromisoformat(edition["in_force_from"]) <= on
    ]
    return max(editions, key=lambda edition: edition["in_force_from"], default=None)


def _complete(setting: Setting, value: Any) -> Any:
    """The full value for a stored one, as a copy that may be changed."""
    if value is None:
        return deepcopy(setting.default)
    return setting.complete(value) if setting.complete else deepcopy(value)


def _values() -> dict[str, Any]:
    return _rules().values


def _rules() -> _Rules:
    inside = _reading.get()
    if inside is None:
        return _asked()
    if inside.rules is None:
        kept = {rules.edition: rules for rules in (_nothing, _kept)}
        inside.rules = kept.get(inside.edition) or _asked()
    return inside.rules


def _asked() -> _Rules:
    global _kept
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_DIGEST}, stored FROM ({_STORED}) AS policy")
        edition, stored = cursor.fetchone()
    # Other threads may be replacing it at this moment.
    rules = _kept
    if edition != rules.edition:
        rules = _kept = _Rules(edition, json.loads(stored))
    return rules
