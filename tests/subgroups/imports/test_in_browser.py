"""The preview of imported minutes, judged in a browser."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.pages import Answer
from tests.subgroups.imports import files
from tests.subgroups.pages import url
from tests.tabs import show, violations

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("_today", "seats")]


@pytest.mark.parametrize("width", [320, 1280])
def test_the_preview_is_accessible_and_fits(tab, client_of, lena, group, width):
    path = url("import_minutes", group)
    file = SimpleUploadedFile("minutes.txt", files.AS_TEXT.encode())

    tab.set_viewport_size({"width": width, "height": 900})
    show(tab, Answer(path, client_of(lena).post(path, {"file": file})))

    assert tab.get_by_role("table", name="People named in the file").is_visible()
    assert violations(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
