"""A web process killed in the middle of a meeting: nothing lost, nothing twice.

The pages come from gunicorn, started as `make run` starts it, with hashed assets.
"""

import os
import signal
import subprocess
import sys
import urllib.request

import pytest
from django.conf import settings
from django.db import connection

from actions.register.models.actions import Action
from subgroups.minutes.models import Decision
from subgroups.room.models import AlsoWritten
from tests.subgroups.pages import url
from tests.subgroups.room.writing import (
    PASTED,
    become,
    enter,
    kept_on_device,
    notes_of,
    shows,
    type_notes,
)
from tools.processes import end_with_parent, free_port, wait_for
from tools.run import web as gunicorn

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
]

BEFORE = "Chris said: “attendance’s up” – 👩🏽‍🏫 and Ż.\n\n"
AFTER = "Then the server went… \tWith 1 < 2 & “both”,\n– and the 🧑‍🚒 café."
DECISION = "To hear “Prevent” at each meeting – 👍"
HASHED = {"HASHED_STATIC": "true"}
NOT_SAVED = r"Not saved since \d\d:\d\d"


class Web:
    """Gunicorn on the test's database, killed and started at the same address."""

    def __init__(self, folder, assets):
        self.port, self.process = free_port(), None
        self.log = folder / "web.log"
        self.url = f"http://localhost:{self.port}"
        database = connection.settings_dict
        self.environment = {
            **os.environ,
            "DATABASE_URL": f"postgres://{database['USER']}:{database['PASSWORD']}"
            f"@{database['HOST']}:{database['PORT']}/{database['NAME']}",
            "DATA_DIR": str(folder),
            **HASHED,
            "SECRET_KEY": settings.SECRET_KEY,
            "SITE_ADDRESS": self.url,
            "STATIC_ROOT": str(assets),
        }

    def start(self):
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *gunicorn(self.port)],
                cwd=settings.BASE_DIR,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=end_with_parent(),
            )
        assert wait_for(self.answers, seconds=60), self.log.read_text()

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/health/live", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False

    def kill(self):
        """Kill the process and the workers it started, in the middle of anything."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture(scope="module")
def assets(tmp_path_factory):
    """The folder of the assets, with hashed names as in production."""
    folder = tmp_path_factory.mktemp("assets")
    command = ["collectstatic", "--no-input", "--ignore=scss", "--verbosity=0"]
    subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env={**os.environ, **HASHED, "STATIC_ROOT": str(folder)},
        check=True,
    )
    return folder


@pytest.fixture
def web(transactional_db, tmp_path, assets):
    web = Web(tmp_path, assets)
    web.start()
    yield web
    if web.process.poll() is None:
        web.kill()
    print(web.log.read_text())


@pytest.fixture
def page(web, new_page, lena, meeting, two_items):
    """Lena's browser in the room, on the web that can be killed."""
    page = new_page()
    become(page.context, lena, web.url)
    page.goto(f"{web.url}{url('room', meeting)}")
    shows(page, "^Saved$")
    return page


def type_on(page, item, text: str) -> None:
    """Key by key, at the end of what stands in the notes."""
    page.focus(f"#id_{item.pk}_notes")
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def saved_since(page) -> str:
    return page.locator("[data-saved]").inner_text().partition(".")[0]


def texts(model) -> list[str]:
    return list(model.objects.order_by("pk").values_list("text", flat=True))


def write_while_it_is_dead(page, web, first, second) -> None:
    """Notes before and after the kill, and all the rest while nobody answers."""
    type_on(page, first, BEFORE)
    web.kill()
    type_on(page, first, AFTER)
    enter(page, first, "decision", DECISION)
    enter(page, second, "action", "MO: call the heads by 20 Jan")
    type_notes(page, second, PASTED.replace("\n", "\r\n"))
    shows(page, f"{NOT_SAVED}. No connection")


def check_that_all_is_saved(page, first, second, notes=BEFORE + AFTER) -> None:
    shows(page, "^Saved$")
    assert notes_of(first) == notes
    assert notes_of(second) == PASTED
    assert texts(Decision) == [DECISION]
    assert texts(Action) == ["call the heads"]
    assert not AlsoWritten.objects.exists()
    assert kept_on_device(page) == []


def test_what_is_typed_while_the_web_is_dead_is_saved_when_it_is_back(
    page, web, held, later, two_items
):
    first, second = two_items

    write_while_it_is_dead(page, web, first, second)
    since = saved_since(page)
    type_on(page, first, " Still")
    page.wait_for_timeout(3_000)
    type_on(page, first, " here.")
    assert saved_since(page) == since
    assert (notes_of(second), texts(Decision), texts(Action)) == ("", [], [])
    web.start()

    check_that_all_is_saved(page, first, second, f"{BEFORE}{AFTER} Still here.")


def test_a_tab_closed_while_the_web_is_dead_sends_it_all_when_opened_again(
    page, web, held, later, two_items
):
    first, second = two_items
    address, context = page.url, page.context

    write_while_it_is_dead(page, web, first, second)
    page.close(run_before_unload=False)
    web.start()
    again = context.new_page()
    again.goto(address)

    check_that_all_is_saved(again, first, second)


@pytest.mark.parametrize(
    ("what", "is_closed"), [("notes", False), ("notes", True), ("action", False)]
)
def test_a_web_killed_between_saving_and_saying_so_saves_what_follows_once(
    page, web, held, later, two_items, what, is_closed
):
    first, second = two_items
    address, context = page.url, page.context

    def kill_before_it_answers(route):
        route.fetch()
        web.kill()
        route.abort()

    if what == "notes":
        page.route("**/room/notes/", kill_before_it_answers, times=1)
        type_on(page, first, BEFORE)
    else:
        type_on(page, first, BEFORE)
        shows(page, "^Saved$")
        page.route("**/room/action/", kill_before_it_answers, times=1)
    enter(page, second, "action", "MO: call the heads by 20 Jan")
    shows(page, f"{NOT_SAVED}. No connection")
    type_on(page, first, AFTER)
    enter(page, first, "decision", DECISION)
    type_notes(page, second, PASTED)
    if is_closed:
        page.close(run_before_unload=False)
    web.start()
    if is_closed:
        page = context.new_page()
        page.goto(address)

    check_that_all_is_saved(page, first, second)
