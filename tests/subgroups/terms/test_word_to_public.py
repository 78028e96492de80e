"""From a Word file as groups have it to a page that anyone reads, one after another."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.subgroups.pages import page, posted, url, words
from tests.subgroups.terms import word_files

pytestmark = pytest.mark.usefixtures("_today")

# The headings of seed 1, which has neither members nor deputies nor a review date.
AS_IT_WAS = (
    "Wexcombe Education Group",
    ("Key purpose", "The group brings what settings see to the partnership."),
    ("Key responsibilities", "• To hear of risks"),
    ("Quorum", "The Chair will determine if the meeting is quorate."),
    ("Practice Standards", "What became of each issue is reported."),
    ("Budget", "There is none."),
)
REVIEW = {"review_on-day": "1", "review_on-month": "9", "review_on-year": "2026"}


def test_from_a_word_file_to_a_page_opened_signed_out(client_of, amara, chris, group):
    officer, visitor = client_of(amara), Client()

    # An officer uploads the file, and sees what it becomes.
    content = word_files.with_bold_lines(*AS_IT_WAS)
    file = SimpleUploadedFile("Education Group.docx", content)
    preview = officer.post(url("import_terms", group), {"file": file})
    rows = page(preview).select("main tbody tr")
    assert [[cell.get_text(strip=True) for cell in row.select("th, td")] for row in rows
            ] == [
        ["Key purpose", "Purpose"],
        ["Key responsibilities", "Responsibilities"],
        ["Quorum", "Quorum"],
        ["Practice Standards", "Practice standards"],
    ]  # fmt: skip

    # What fits nowhere is left out, and the draft says what is missing.
    terms_page = officer.post(url("import_terms", group), posted(preview), follow=True)
    gaps = [one.get_text() for one in page(terms_page).select(".govuk-inset-text li")]
    assert {"No membership list", "No deputies clause", "No review date"} <= {*gaps}
    assert "No quorum clause" not in gaps

    # They are added, and the terms agreed and published.
    filled = posted(officer.get(url("write_terms", group)))
    officer.post(
        url("write_terms", group),
        {**filled, **REVIEW, "membership": "- Schools", "deputies": "One each."},
    )
    draft = group.terms.get()
    assert visitor.get(url("public_terms", draft)).status_code == 404
    agreeing = posted(officer.get(url("agree_terms", draft)))
    officer.post(
        url("agree_terms", draft),
        {**agreeing, "approval": "Executive of 1 October", "publish": "on"},
    )

    # Anyone finds them on the front page.
    link = page(visitor.get("/")).select_one("main ul a")
    assert link.get_text(strip=True) == "Education subgroup"
    public = visitor.get(link["href"])
    said = words(public)
    for expected in (
        "Agreed on 22 October 2025. Approved by: Executive of 1 October. "
        "Review date: 1 September 2026.",
        "Purpose The group brings what settings see to the partnership.",
        "Responsibilities To hear of risks",
        "Membership Schools",
    ):
        assert expected in said
    for unsaid in ("Amara", "Chris", "Budget", "No confidentiality"):
        assert unsaid not in said
