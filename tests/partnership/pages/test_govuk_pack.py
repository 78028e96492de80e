"""The template pack draws what GOV.UK Frontend draws: every fixture of its package."""

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, NavigableString

from tests.gates import require_or_skip
from tests.partnership.pages.govuk_builders import BUILDERS, build
from tests.partnership.pages.govuk_options import NotAskedFor

ROOT = Path(__file__).resolve().parents[3]
COMPONENTS = ROOT / "node_modules/govuk-frontend/dist/govuk/components"

AFFIX = "A prefix or suffix is words or HTML here; no form styles one further"
ONE_NAME = "The options of one Django field share its name"
GAPS = "A Django list of choices has no empty places that are counted in the ids"
LIMIT = "A limit that only a script knows would not be checked by the form"
NO_VALUE = "Django writes the value of every option"
BOX_NAMES = "The boxes of our dates are called day, month and year"
SILENT = "A form marks no box as wrong without saying why"
SUMMARY = "The error summary is the same on every page: no classes, no attributes"
NO_ERRORS = "The summary is left out where there is no error"
ENGLISH = "The application speaks English only, so these words are in the template"
START = "A start button belongs to a start page, not to a form"

EXCEPTIONS = {
    ("input", "with prefix with classes"): AFFIX,
    ("input", "with prefix with attributes"): AFFIX,
    ("input", "with suffix with classes"): AFFIX,
    ("input", "with suffix with attributes"): AFFIX,
    ("character-count", "with maxwords"): (
        "The older spelling of a limit in words, which we write with a count type"
    ),
    ("character-count", "with custom textarea description"): (
        "The sentence under the box is the same everywhere"
    ),
    ("character-count", "custom classes on countMessage"): (
        "The sentence under the box looks the same everywhere"
    ),
    ("character-count", "to configure in JavaScript"): LIMIT,
    ("character-count", "with neither maxlength nor maxwords set"): LIMIT,
    (
        "character-count",
        "with neither maxlength, maxwords nor textarea description set",
    ): LIMIT,
    ("select", "without values"): NO_VALUE,
    ("select", "without values with selected value"): NO_VALUE,
    ("select", "with falsy values"): (
        "Django marks the option of the empty value as selected when nothing else is"
    ),
    ("radios", "with falsy items"): GAPS,
    ("checkboxes", "with falsy values"): GAPS,
    ("checkboxes", "with hints on items"): ONE_NAME,
    ("checkboxes", "with id and name"): ONE_NAME,
    ("checkboxes", "with disabled item"): ONE_NAME,
    ("date-input", "with values, name prefix and custom names"): BOX_NAMES,
    ("date-input", "with nested name"): BOX_NAMES,
    ("date-input", "with errors only"): SILENT,
    ("date-input", "with errors only (using items)"): SILENT,
    ("file-upload", "with value"): "A form cannot fill a file box; browsers refuse it",
    ("password-input", "with translations"): ENGLISH,
    ("error-message", "translated"): ENGLISH,
    ("error-message", "with visually hidden text"): ENGLISH,
    ("error-message", "visually hidden text removed"): ENGLISH,
    ("error-summary", "classes"): SUMMARY,
    ("error-summary", "attributes"): SUMMARY,
    ("error-summary", "error list with attributes"): SUMMARY,
    ("error-summary", "autofocus disabled"): NO_ERRORS,
    ("error-summary", "autofocus explicitly enabled"): NO_ERRORS,
    ("button", "start"): START,
    ("button", "start link"): START,
    ("button", "start link with html"): START,
}


def fixtures() -> list[tuple[str, dict]]:
    return [
        (component, fixture)
        for component in BUILDERS
        if (file := COMPONENTS / component / "fixtures.json").exists()
        for fixture in json.loads(file.read_text())["fixtures"]
    ]


def dom(html: str) -> list:
    """Tags, attributes and words; no order of attributes or classes, no spacing."""
    body = BeautifulSoup(html, "html5lib").body
    return [node for child in body.children if (node := _node(child)) is not None]


def _node(element):
    if isinstance(element, NavigableString):
        return " ".join(element.split()) or None
    attrs = {
        name: " ".join(sorted(value)) if isinstance(value, list) else value
        for name, value in element.attrs.items()
    }
    children = [n for child in element.children if (n := _node(child)) is not None]
    return element.name, attrs, children


def expected(component: str, fixture: dict) -> list:
    """The fixture's DOM; Django puts a date field's name before each box's own."""
    html = fixture["html"]
    options = fixture["options"]
    if component == "date-input" and "namePrefix" not in options:
        html = re.sub(
            r'(<input [^>]*)name="(day|month|year)"',
            rf'\1name="{options["id"]}-\2"',
            html,
        )
    return dom(html)


def name_of(pair) -> str:
    return f"{pair[0]}: {pair[1]['name']}"


@pytest.mark.parametrize("pair", fixtures(), ids=name_of)
def test_a_fixture_is_drawn_as_govuk_draws_it(pair):
    component, fixture = pair
    reason = EXCEPTIONS.get((component, fixture["name"]))

    if reason is None:
        ours = build(component, fixture["options"])
        assert dom(ours) == expected(component, fixture)
    else:
        try:
            ours = dom(build(component, fixture["options"]))
        except NotAskedFor:
            return
        assert ours != expected(component, fixture), "the exception is not needed"


def test_every_component_has_its_fixtures_and_every_exception_is_one_of_them():
    require_or_skip(COMPONENTS.is_dir(), "govuk-frontend is not installed")

    known = {(component, fixture["name"]) for component, fixture in fixtures()}

    assert {component for component, _ in known} == set(BUILDERS)
    assert EXCEPTIONS.keys() - known == set()
    assert all(len(reason.split()) > 3 for reason in EXCEPTIONS.values())
