"""Every page there is, rendered as the role that sees most of it.

The universe is derived from the access table: each URL that answers a GET with a page,
each form of them also in its error state, the home page of every role, and what
answers with a PDF.
"""

from dataclasses import dataclass

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from partnership.access import Role, link_address
from partnership.sign_in.models import User
from tests.access_table import PAGES
from tests.world import GUARDED, HELD, LINKED, REST, urls

RATING = ".app-rag:not(.app-rag--none)"
# The widest eyes first.
SEES_MOST = sorted(HELD, key=lambda role: role != Role.BUSINESS_MANAGER)
PUBLIC = {"account_login", "account_reset_password", "account_request_login_code"}
ADDRESSES_OF_OPEN_PAGES = {
    "account_reset_password_from_key": {"uidb36": "1", "key": "false-key"},
    "mfa_edit_webauthn": {"pk": 1},
    "mfa_remove_webauthn": {"pk": 1},
    "openid_connect_callback": {"provider_id": "organisation"},
    "partnership:logo": {"digest": "0" * 64},
    "openid_connect_login": {"provider_id": "organisation"},
    "scorecard:feed": {"token": "false-token"},
    "subgroups:public_arrangement": lambda world: {
        "pk": world.rows["Arrangement that is published"].pk
    },
    "subgroups:public_terms": lambda world: {
        "pk": world.rows["TermsOfReference that is published"].pk
    },
}
# Whoever has an app is asked for a code before these.
READ_WITHOUT_APP = {
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_replace_totp",
}


@dataclass(frozen=True)
class Page:
    """One page in one state."""

    url_name: str
    state: str = ""

    def __str__(self) -> str:
        return f"{self.url_name} {self.state}".strip()

    @property
    def place(self) -> str:
        """The app it belongs to; pages of signing in belong to libraries."""
        return self.url_name.rpartition(":")[0] or "signing in"

    @property
    def file_name(self) -> str:
        return str(self).replace(":", ".").replace(" ", "-")


@dataclass
class Answer:
    """What came back, and where from."""

    path: str
    response: object

    def __post_init__(self):
        self._body = b"".join(self.response)

    @property
    def is_page(self) -> bool:
        kind = self.response.headers.get("Content-Type", "")
        return self.response.status_code == 200 and kind.startswith("text/html")

    @property
    def is_whole_page(self) -> bool:
        return self.is_page and "<html" in self.html

    @property
    def is_pdf(self) -> bool:
        return self.response.headers.get("Content-Type") == "application/pdf"

    @property
    def body(self) -> bytes:
        """The whole of it, also of a file that is sent in pieces."""
        return self._body

    @property
    def html(self) -> str:
        return self.body.decode()


def address(world, url_name: str) -> str:
    if url_name in LINKED:
        view = urls()[url_name].callback
        row = (
            User.objects.get_or_create(
                person=world.amara, defaults={"email": "amara@wexcombe.example"}
            )[0]
            if view.about is User
            else world.rows[view.about]
        )
        return link_address(url_name, view.link_purpose, row)
    if url_name in GUARDED:
        return world.path(url_name)
    kwargs = ADDRESSES_OF_OPEN_PAGES.get(url_name, {})
    return reverse(url_name, kwargs=kwargs(world) if callable(kwargs) else kwargs)


def reader(world, url_name: str) -> Client:
    """A client of the role that sees most of a page."""
    if url_name in LINKED or url_name in PUBLIC:
        return Client()
    if url_name in READ_WITHOUT_APP:
        return world.client(Role.MEMBER)
    if url_name not in GUARDED:
        return world.client(Role.BUSINESS_MANAGER)
    role = next(
        role
        for role in SEES_MOST
        if world.people[role.label].standing.answer(PAGES[url_name]) == 200
    )
    return world.client(role)


def ask(world, page: Page) -> Answer:
    """Render a page in its state."""
    path = address(world, page.url_name)
    if page.state.startswith("as "):
        role = next(role for role in HELD if page.state == f"as {role.label}")
        return Answer(path, world.client(role).get(path))
    client = reader(world, page.url_name)
    if page.state == "in error":
        return Answer(path, client.post(path, {"version": "1"}))
    return Answer(path, client.get(path))


def unexplained(html: str) -> list[str]:
    """The ratings a page shows whose words no legend on it explains, each once."""
    if "app-rag" not in html:
        return []
    page = BeautifulSoup(html, "html.parser")
    said = {each.get_text(strip=True) for each in page.select(RATING)}
    legends = page.select(f".app-legend {RATING}")
    return sorted(said - {each.get_text(strip=True) for each in legends})


def universe() -> list[Page]:
    """Every page in every state that may answer with HTML."""
    names = sorted({*GUARDED, *LINKED, *REST})
    return [
        *(Page(name) for name in names),
        *(Page(name, "in error") for name in names),
        *(Page("scorecard:home", f"as {role.label}") for role in HELD),
    ]
