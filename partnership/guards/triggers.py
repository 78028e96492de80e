"""Triggers that refuse changes to rows or maintain columns.

Each is declared in its model's `Meta.triggers`. A refusal reaches Python as an
`IntegrityError`, like a constraint's. What follows from a change is never decided
here: that is a service's, with history.
"""

import pgtrigger
from django.db import models

CHANGED = pgtrigger.Update | pgtrigger.Delete
PASS = "RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;"


def _reference(model: type[models.Model], path: str, row: str) -> tuple[str, str]:
    """The key and table that a path of foreign keys leads to."""
    first, *rest = path.split("__")
    field = model._meta.get_field(first)
    key = f"{row}.{field.column}"
    for name in rest:
        model = field.related_model
        field = model._meta.get_field(name)
        key = f"(SELECT {field.column} FROM {model._meta.db_table} WHERE id = {key})"
    return key, field.related_model._meta.db_table


class Frozen(pgtrigger.Trigger):
    """Refuse, with a sentence, to change or delete a row.

    `once` limits this to rows as they are described; `apart_from` names fields that
    may still change. `step` is a change of status that stays possible, and
    `with_step` the fields that change with it.
    """

    when = pgtrigger.Before
    operation = CHANGED

    def __init__(
        self,
        name: str,
        sentence: str,
        *,
        operation: pgtrigger.Operation | None = None,
        once: pgtrigger.Q | None = None,
        apart_from: tuple[str, ...] = (),
        step: tuple[str, str] | None = None,
        with_step: tuple[str, ...] = (),
    ) -> None:
        self.sentence = sentence
        self.apart_from = apart_from
        self.step, self.with_step = step, with_step
        super().__init__(name=name, operation=operation, condition=once)

    def get_func(self, model: type[models.Model]) -> str:
        refuse = f"RAISE EXCEPTION '{self.sentence}' USING ERRCODE = 'check_violation';"
        return " ".join([*self._allowed(model), self._refused(model, refuse)])

    def _refused(self, model: type[models.Model], refuse: str) -> str:
        return refuse

    def _allowed(self, model: type[models.Model]) -> list[str]:
        """Conditions of allowed updates, which change only these fields."""
        ways = []
        if self.apart_from:
            ways.append(_same_but(model, self.apart_from))
        if self.step:
            before, after = self.step
            ways.append(
                f"OLD.status = '{before}' AND NEW.status = '{after}' AND "
                + _same_but(model, ("status", *self.with_step))
            )
        return [
            f"IF TG_OP = 'UPDATE' AND {way} THEN RETURN NEW; END IF;" for way in ways
        ]


def _same_but(model: type[models.Model], fields: tuple[str, ...]) -> str:
    columns = ", ".join(f"'{model._meta.get_field(name).column}'" for name in fields)
    return f"to_jsonb(OLD) - ARRAY[{columns}] = to_jsonb(NEW) - ARRAY[{columns}]"


class FrozenWith(Frozen):
    """Refuse changes to a part of something in a status, or in one of several.

    `whole` is the path of foreign keys to it. Adding a part is a change too, unless
    `operation` says otherwise. Where it `waits`, another transaction that is changing
    the status is waited for; where it `stays`, it never becomes part of another whole.
    """

    operation = pgtrigger.Insert | CHANGED

    def __init__(
        self,
        name: str,
        sentence: str,
        *,
        whole: str,
        status: str | tuple[str, ...],
        waits: bool = False,
        stays: bool = False,
        **options,
    ) -> None:
        self.whole, self.status = whole, status
        self.waits, self.stays = waits, stays
        super().__init__(name, sentence, **options)

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("standing", "text")]

    def _refused(self, model: type[models.Model], refuse: str) -> str:
        (before, table), (after, _) = (
            _reference(model, self.whole, row) for row in ("OLD", "NEW")
        )
        moved = f"TG_OP = 'UPDATE' AND {before} IS DISTINCT FROM {after}"
        ask = f"SELECT status INTO standing FROM {table} WHERE id = "
        lock = " FOR SHARE" if self.waits else ""
        several = f"IN {self.status!r}"
        is_in = f"= '{self.status}'" if isinstance(self.status, str) else several
        final = f"IF standing {is_in} THEN {refuse} END IF;"
        steps = [
            f"IF TG_OP = 'DELETE' OR {moved} THEN {ask}{before}{lock}; {final} END IF;",
            f"IF TG_OP <> 'DELETE' THEN {ask}{after}{lock}; {final} END IF;",
            PASS,
        ]
        if self.stays:
            steps.insert(0, f"IF {moved} THEN {refuse} END IF;")
        return " ".join(steps)


class Kept(pgtrigger.Trigger):
    """Keep a column up to date with a query."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def __init__(self, name: str, *, column: str, answer: str, **options) -> None:
        func = f"NEW.{column} := ({answer}); RETURN NEW;"
        super().__init__(name=name, func=func, **options)
