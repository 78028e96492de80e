"""The columns and rows of the register's Excel and CSV files."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from actions.register.models.actions import Action
from actions.register.models.querysets import ActionQuerySet
from partnership.people.models import Person
from partnership.policy import values as policy


@dataclass(frozen=True)
class Column:
    """One column: its heading, value and width in Excel."""

    heading: str
    value: Callable[[Action], object]
    width: int = 14


def _plan(action: Action) -> str:
    return action.priority.plan.title if action.priority else ""


def _when_raised(action: Action) -> str:
    raised_by = action.get_source_display()
    words = f"{raised_by}: {action.source_words}" if action.source_words else raised_by
    return f"{words}. Restricted" if action.is_restricted else words


COLUMNS = (
    Column("Reference", lambda a: a.ref, 16),
    Column("Action", lambda a: a.text, 60),
    Column("Owners", lambda a: a.owner_words, 30),
    Column("Owners not yet matched", lambda a: a.unmatched_words, 24),
    Column("Belongs to", lambda a: a.organisation.name, 24),
    Column("Plan", _plan, 28),
    Column("Priority", lambda a: str(a.priority) if a.priority else "", 28),
    Column("Objective", lambda a: a.objective.text if a.objective else "", 40),
    Column("Raised by", _when_raised, 24),
    Column("Raised on", lambda a: a.raised_on),
    Column("Due, as written", lambda a: a.due_text, 20),
    Column("Due from", lambda a: a.due_start),
    Column("Due by", lambda a: a.due_end),
    Column("Next deadline", lambda a: a.next_due),
    Column("Overdue", lambda a: "Yes" if a.is_late else ""),
    Column("Times moved", lambda a: a.slips),
    Column("Status", lambda a: a.get_status_display()),
    Column("Delivery rating", lambda a: a.state_word),
    Column("Impact rating", lambda a: a.impact_word),
    Column("Success measure", lambda a: a.measure, 40),
    Column(
        "What it measures", lambda a: a.measure_type and a.get_measure_type_display()
    ),
    Column("Areas", lambda a: ", ".join(a.areas), 20),
    Column("Last update on", lambda a: a.last_update_on),
    Column("Last update", lambda a: a.last_words or "", 60),
    Column("Completed on", lambda a: a.completed_on),
    Column("What difference it made", lambda a: a.outcome, 40),
    Column("Reason for withdrawal", lambda a: a.withdrawn_because, 40),
)
HEADINGS = [column.heading for column in COLUMNS]
WIDTHS = [column.width for column in COLUMNS]


def rows_of(actions: ActionQuerySet, *, person: Person, on: date) -> list[list[object]]:
    """The rows of the file for someone, in two queries."""
    known: Iterable[Action] = (
        actions.with_owners()
        .select_related("priority__plan")
        .as_of(on)
        .with_last_update()
    )
    for action in known:
        if action.priority and not action.priority.is_named_to(person):
            action.priority = action.objective = None
    with policy.reading():
        return [[column.value(action) for column in COLUMNS] for action in known]
