"""Reading local rules and changing them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import deepcopy
from datetime import date
from typing import Any

from django.db import transaction

from partnership.history import services as history
from partnership.history.models import Event
from partnership.policy.models import PolicySetting
from partnership.policy.registry import SETTINGS
from partnership.policy.setting import Setting

_held: ContextVar[dict[Any, Any] | None] = ContextVar("policy", default=None)
_also: dict[str, list[Callable[[Any], None]]] = {}


@contextmanager
def reading() -> Iterator[None]:
    """Read the settings at most once in this context, for a request or a task."""
    if _held.get() is not None:
        yield
        return
    token = _held.set({})
    try:
        yield
    finally:
        _held.reset(token)


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
    held = _held.get()
    if held is None:
        return make(get(name))
    if (name, make) not in held:
        held[name, make] = make(get(name))
    return held[name, make]


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
    if (held := _held.get()) is not None:
        held.clear()
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
    held = _held.get()
    if held is None:
        return _asked()
    if "values" not in held:
        held["values"] = _asked()
    return held["values"]


def _asked() -> dict[str, Any]:
    return dict(PolicySetting.objects.exclude(value=None).values_list("name", "value"))
