"""The room on a tablet: attendance by tap, and a bar that stays in view."""

from datetime import time

import pytest

from subgroups.meetings.models.attendance import Attendance
from subgroups.room.models import ItemReached
from tests.subgroups.factories import AgendaItemFactory
from tests.subgroups.room.writing import notes_of, shows, type_notes
from tests.tabs import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# WCAG 2.2 asks for 24 pixels; a finger is wider.
FINGER = 44


@pytest.fixture
def twelve(meeting, two_items):
    numbers = range(3, 13)
    more = [AgendaItemFactory(meeting=meeting, number=number) for number in numbers]
    return [*two_items, *more]


@pytest.fixture
def tablet(room, lena, twelve):
    return room(lena, width=768, height=1024, touch=True)


def in_view(page, selector: str) -> None:
    """Wait until the middle of it stands in the window, with nothing before it."""
    page.wait_for_function(
        """selector => {
            const found = document.querySelector(selector);
            const {left, right, top, bottom} = found.getBoundingClientRect();
            const [x, y] = [(left + right) / 2, (top + bottom) / 2];
            return top >= 0 && found.contains(document.elementFromPoint(x, y));
        }""",
        arg=selector,
    )


def tap(page, person, words: str) -> None:
    line = page.locator(f"[data-person='{person.pk}']")
    line.get_by_role("button", name=words, exact=True).tap()


def kinds(meeting) -> dict[str, str]:
    return dict(meeting.attendances.values_list("person__name", "kind"))


def test_attendance_is_taken_by_tap_on_a_tablet(tablet, meeting, chris, mo):
    tap(tablet, chris, "Present")
    tap(tablet, mo, "Apologies")
    tablet.locator(f"[data-person='{mo.pk}'] [aria-pressed=true]").wait_for()
    tap(tablet, mo, "Absent")
    tablet.get_by_role("button", name="The rest are present").tap()
    tablet.locator("[data-quorum='Not quorate']").wait_for()
    shows(tablet, "^Saved$")

    assert kinds(meeting) == {
        "Chris": Attendance.Kind.PRESENT,
        "Mo": Attendance.Kind.ABSENT,
        "Lena": Attendance.Kind.PRESENT,
    }
    tap(tablet, mo, "Present")
    tablet.locator("[data-quorum=Quorate]").wait_for()
    assert kinds(meeting)["Mo"] == Attendance.Kind.PRESENT
    for target in tablet.locator(".app-tap:visible").all():
        box = target.bounding_box()
        assert min(box["width"], box["height"]) >= FINGER


def test_next_item_clock_and_quorum_stay_in_view_at_item_12(tablet, twelve):
    eleventh, twelfth = twelve[-2:]
    reach = tablet.locator(f"#item-{eleventh.pk} [data-line=reach] button")

    reach.tap()
    following = tablet.locator(f".app-room__bar a[href='#item-{twelfth.pk}']")
    following.tap()
    in_view(tablet, f"#item-{twelfth.pk}-title")
    tablet.locator(f"#id_{twelfth.pk}_notes").tap()
    type_notes(tablet, twelfth, "Any other business: “none”.\n" * 20)
    shows(tablet, "^Saved$")

    for part in (
        "[data-clock]",
        "[data-quorum]",
        "[data-saved]",
        f".app-room__bar a[href='#item-{eleventh.pk}']",
        f".app-room__bar a[href='#item-{twelfth.pk}']",
    ):
        in_view(tablet, part)
    following.tap()
    in_view(tablet, f"#item-{twelfth.pk}-title")
    assert notes_of(twelfth) == ("Any other business: “none”.\n" * 20).strip()
    assert ItemReached.objects.get().item == eleventh
    assert tablet.evaluate("document.documentElement.scrollWidth") <= 768
    assert violations(tablet) == []


def test_a_tap_without_connection_keeps_its_own_time(tablet, held, mo):
    tablet.reload()
    shows(tablet, "^Saved$")
    tablet.clock.set_fixed_time("2025-10-21T13:02:00Z")
    line = tablet.locator(f"[data-person='{mo.pk}']")

    tablet.context.set_offline(True)
    line.locator("summary").tap()
    tap(tablet, mo, "Left")
    shows(tablet, "Not saved since 14:02. No connection")
    tablet.clock.set_fixed_time("2025-10-21T13:40:00Z")
    tablet.context.set_offline(False)
    shows(tablet, "^Saved$")

    assert held.attendances.get(person=mo).left_at == time(14, 2)
