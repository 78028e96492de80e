"""Writing in the room in a browser: what is typed, what the bar says, what is kept."""

import re

from django.conf import settings
from django.test import Client

# With everything that Word puts into a text that is pasted.
PASTED = ("“Smart quotes” – O’Brien-Żółć said: it’s fine…\n\n" * 500)[:20_000].strip()


def type_notes(page, item, text: str) -> None:
    page.fill(f"#id_{item.pk}_notes", text)


def enter(page, item, name: str, text: str) -> None:
    """Type an action or a decision in its line, and send it with Enter."""
    page.fill(f"#id_{item.pk}_{name}", text)
    page.press(f"#id_{item.pk}_{name}", "Enter")


def shows(page, words: str) -> None:
    """Wait until the bar says whether everything is saved."""
    page.locator("[data-saved]").filter(has_text=re.compile(words)).wait_for()


def reads(page, item, text: str) -> None:
    """Wait until these notes stand in the box of an item."""
    page.wait_for_function(
        "([id, text]) => document.getElementById(id).value === text",
        arg=[f"id_{item.pk}_notes", text],
    )


def kept_on_device(page) -> list[str]:
    return page.evaluate("Object.keys(localStorage)")


def notes_of(item) -> str:
    item.refresh_from_db()
    return item.notes


def become(context, person, address: str) -> None:
    """Sign someone in, in every tab of a browser."""
    client = Client()
    client.force_login(person.user, backend="partnership.sign_in.backend.SignInBackend")
    name = settings.SESSION_COOKIE_NAME
    session = {"name": name, "value": client.cookies[name].value}
    context.add_cookies([{**session, "url": address}])


def sign_in_again(page, person, live_server) -> None:
    """In another tab of the same browser; then back to this one."""
    become(page.context, person, live_server.url)
    # As in the tab where one signs in, which also gets a new token.
    other = page.context.new_page()
    other.goto(live_server.url)
    other.close()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
