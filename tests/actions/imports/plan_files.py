"""Files of actions made for a test, in the shape of the demonstration's plan."""

from datetime import date

from django.core.files.base import ContentFile

from actions.imports.columns import OF_A_LOG, OF_A_PLAN
from actions.imports.lines import ActionLine, lines_of
from actions.imports.models import PlanImport
from actions.imports.services import ACTIONS
from partnership.spreadsheets.reading import read
from partnership.spreadsheets.tables import Tables, Understanding, tables_of
from partnership.uploads import services
from tests.partnership.sheets import csv, xlsx

ON = date(2025, 10, 22)
TITLES = "Priority,Objective,Action,By when,Lead,Outcome/measure,Status,RAG,Update,Ref"
PLAN = csv(
    TITLES,
    "WSCP1: New arrangements,In place on time,Work out a transition plan,Jan 2026,"
    "Bryn and Board office,The partners have agreed it,In progress,A,"
    "A first draft is with the partners,",
    ",,Put the plan into practice,Sept 2026,Independent Chair,,,,,",
    ",Children have a say,Set up an advisory group,July 2025,Board office,"
    "The group has met,Complete,,It meets and decides,",
    "WSCP2: Many risks,Pathways,Make risks a part of the review,By,"
    "Access to Service Task and Finish group,,,,,",
)


def tables(content: bytes, *, is_plan: bool = True, **understood) -> Tables:
    columns = OF_A_PLAN if is_plan else OF_A_LOG
    understanding = Understanding(**understood)
    return tables_of(read(content), columns, understanding, reads_several=True)


def lines(content: bytes, *, is_plan: bool = True, **understood) -> list[ActionLine]:
    understanding = Understanding(**understood)
    return lines_of(tables(content, is_plan=is_plan, **understood), understanding)


def uploaded(content: bytes, *, by, name="plan.csv", **target) -> PlanImport:
    file = ContentFile(content, name=name)
    return services.upload(ACTIONS, file=file, by=by, on=ON, **target)


def previewed(plan_import: PlanImport):
    return services.preview_of(ACTIONS, plan_import, on=ON)


def applied(plan_import: PlanImport, *, by, version: int | None = None):
    version = version or plan_import.version
    return services.apply(ACTIONS, plan_import, version=version, by=by, on=ON)


def imported(content: bytes, *, by, **target):
    """Uploaded and applied in one go."""
    return applied(uploaded(content, by=by, **target), by=by)


def again(content: bytes, plan, by):
    """What a further file would do."""
    return previewed(uploaded(content, plan=plan, by=by))


def outcomes(preview) -> list[tuple[str, str]]:
    return [(row.line.where, row.outcome) for row in preview.rows]


__all__ = [
    "ON",
    "PLAN",
    "TITLES",
    "again",
    "applied",
    "csv",
    "imported",
    "lines",
    "outcomes",
    "previewed",
    "tables",
    "uploaded",
    "xlsx",
]
