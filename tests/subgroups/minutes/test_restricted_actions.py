"""Who may read an action that was raised under a restricted item."""

from datetime import date

import pytest
from pypdf import PdfReader

from actions.register.models.actions import Action
from actions.register.models.owners import ActionReader
from partnership.outbox.models import Message
from subgroups.agenda import services as agenda
from subgroups.registers import action_log as logs
from tests.factories import PersonFactory
from tests.subgroups.factories import AgendaItemFactory
from tests.subgroups.pages import page, url, words
from tests.subgroups.raising import raise_it

pytestmark = pytest.mark.usefixtures("_today")
OPEN, RESTRICTED = "open", "restricted"
TEXT = "Suspend the adviser"


def change(item, access, by, readers=()):
    item.refresh_from_db()
    agenda.correct_item(
        item,
        title="Conduct",
        purpose="discussion",
        access=access,
        readers=readers,
        by=by,
    )


@pytest.fixture
def owner():
    return PersonFactory(name="Ruth Salter")


@pytest.fixture
def secret(held, lena, dara):
    """A restricted item that names Dara."""
    return agenda.add_agenda_item(
        held, title="Conduct", access=RESTRICTED, readers=[dara], by=lena
    )


@pytest.fixture
def action(secret, owner, lena, today):
    return raise_it(secret, lena, today, owner_words=owner.name, text=TEXT).action


def readers_of(action, *people) -> set[str]:
    return {
        one.name
        for one in people
        if Action.objects.visible_to(one).filter(pk=action.pk).exists()
    }


@pytest.fixture
def everyone(owner, lena, chris, mo, dara, olu, eve, scarlett, adi, amara, bryn):
    return [owner, lena, chris, mo, dara, olu, eve, scarlett, adi, amara, bryn]


MEANT = {"Ruth Salter", "Lena", "Chris", "Dara", "Amara", "Bryn"}


def test_only_those_who_may_read_the_item_its_owner_and_officers_see_it(
    action, everyone
):
    assert readers_of(action, *everyone) == MEANT


def test_it_follows_its_item_when_that_is_opened_and_restricted_again(
    action, secret, everyone, lena, mo
):
    version = action.version
    change(secret, OPEN, lena)
    action.refresh_from_db()
    assert readers_of(action, *everyone) == MEANT | {"Mo", "Eve", "Scarlett"}
    assert not ActionReader.objects.exists()

    change(secret, RESTRICTED, lena, readers=[mo])

    action.refresh_from_db()
    assert readers_of(action, *everyone) == MEANT - {"Dara"} | {"Mo"}
    # A calendar takes new words only with a higher number.
    assert action.version == version + 2


def test_an_item_restricted_later_takes_its_actions_along(
    held, item, everyone, mo, lena, today
):
    action = raise_it(item, lena, today, owner_words="CH").action
    assert "Mo" in readers_of(action, *everyone)

    change(item, RESTRICTED, lena)

    assert "Mo" not in readers_of(action, *everyone)


def test_a_reader_opens_it_and_changes_nothing(action, client_of, dara, mo):
    shown = client_of(dara).get(action.get_absolute_url())

    assert TEXT in words(shown)
    assert "Restricted" in words(shown)
    assert not page(shown).select("main a[href$='/update/']")
    assert not Action.objects.updatable_by(dara).filter(pk=action.pk).exists()
    assert client_of(mo).get(action.get_absolute_url()).status_code == 404


def test_the_register_marks_it_for_those_who_see_it(action, client_of, lena, mo):
    marked, hidden = (
        words(client_of(person).get("/actions/")) for person in (lena, mo)
    )

    assert "Suspend the adviser Restricted" in marked
    assert TEXT not in hidden


def test_the_email_to_its_owner_does_not_say_what_it_is(action, owner):
    told = Message.objects.get(person=owner)

    assert action.ref in told.body
    assert TEXT not in f"{told.subject}{told.body}"


def test_the_log_tabled_for_everybody_leaves_it_out(
    action, later, lena, today, client_of
):
    on_agenda = AgendaItemFactory(meeting=later, title="Action log", source="actions")

    paper = logs.table_action_log(on_agenda, by=lena, on=date(2025, 12, 2))

    own = words(client_of(lena).get(url("action_log", later.subgroup)))
    assert TEXT in own
    with paper.file.open() as file:
        tabled = " ".join(page.extract_text() for page in PdfReader(file).pages)
    assert "No actions" in tabled
    assert TEXT not in tabled
