"""Uploaded files: what is taken, what is refused, how it is kept and served."""

from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection
from PIL import Image

from audits.evidence import services as evidence
from audits.evidence.models import Attachment, Evidence
from partnership.guards.outcomes import Refused
from partnership.history.models import Download
from tests.audits.evidence.making import (
    HEIC,
    SCRIPT,
    SVG,
    pdf,
    photograph,
    upload,
    url,
    word,
)
from tests.audits.reading import errors, soup
from tests.audits.reading import url as url_of

pytestmark = pytest.mark.django_db

KINDS = "The file must be a PDF, Word document, Excel workbook, JPG or PNG"


def files_kept(settings) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("Logo.svg", SVG, KINDS),
        ("Logo.png", SVG, KINDS),
        ("Policy.pdf", b"<html>" + SCRIPT, KINDS),
        ("Policy.docx", b"PK\x03\x04" + SCRIPT, KINDS),
        ("Policy.pdf", b"MZ\x90\x00" * 20, KINDS),
        ("Notes.txt", b"Everything is fine", KINDS),
        ("Photo.jpg", b"\xff\xd8\xff" + SCRIPT, "This image cannot be read. Save it"),
        ("Photo.heic", HEIC, "This photograph is in the HEIC format"),
        ("Photo.jpg", HEIC, "This photograph is in the HEIC format"),
        ("Empty.pdf", b"", "The file is empty"),
    ],
    ids=[
        "svg",
        "svg as png",
        "page as pdf",
        "script as word",
        "program as pdf",
        "text",
        "script as photograph",
        "heic",
        "heic as jpg",
        "empty",
    ],
)
def test_what_is_not_a_document_or_photograph_is_refused(
    elms, asked, dee, settings, name, content, why
):
    with pytest.raises(Refused, match=why):
        evidence.add_file(elms, asked, file=upload(name, content), by=dee)

    assert not Evidence.objects.exists()
    assert files_kept(settings) == []


def test_a_file_that_is_too_large_is_refused(elms, asked, dee, monkeypatch):
    monkeypatch.setattr(evidence, "MOST_MEGABYTES", 1)
    large = pdf(text=b" " * (1024 * 1024))

    with pytest.raises(Refused, match="The file must be smaller than 1MB"):
        evidence.add_file(elms, asked, file=large, by=dee)


def test_the_files_of_a_return_are_bounded_together(elms, asked, dee, monkeypatch):
    monkeypatch.setattr(evidence, "MOST_MEGABYTES_OF_A_RETURN", 2)
    for name in ("One.pdf", "Two.pdf"):
        file = pdf(name, name.encode() + b" " * 800_000)
        evidence.add_file(elms, asked, file=file, by=dee)

    with pytest.raises(Refused, match="together must be smaller than 2MB"):
        evidence.add_file(elms, asked, file=pdf("Three.pdf", b" " * 800_000), by=dee)


def test_the_pieces_of_a_return_are_bounded(elms, asked, policy, dee, monkeypatch):
    monkeypatch.setattr(evidence, "MOST_OF_A_RETURN", 1)

    with pytest.raises(Refused, match="up to 1 pieces"):
        evidence.add_note(elms, asked, title="Log", note="In the office", by=dee)


def test_the_same_file_is_kept_once(elms, asked, leads, policy, dee, settings):
    again = evidence.add_file(elms, leads, file=pdf("Our policy.pdf"), by=dee)
    twice = evidence.add_file(elms, leads, file=pdf("Our policy.pdf"), by=dee)

    assert again.evidence == policy.evidence
    assert twice == again
    assert len(files_kept(settings)) == 1


class TestPhotographs:
    def kept(self, attachment) -> bytes:
        with attachment.evidence.file.open("rb") as file:
            return file.read()

    def add(self, elms, asked, dee, content, name="IMG_0042.JPG"):
        return evidence.add_file(elms, asked, file=upload(name, content), by=dee)

    @pytest.mark.parametrize("kind", ["JPEG", "PNG"])
    def test_where_one_was_taken_is_not_kept(self, elms, asked, dee, kind):
        taken = photograph(kind=kind)
        assert b"Elm Road" in taken

        kept = self.kept(self.add(elms, asked, dee, taken))

        assert b"Elm Road" not in kept

    def test_one_taken_with_a_turned_phone_is_upright(self, elms, asked, dee):
        attachment = self.add(elms, asked, dee, photograph(turned=True))

        with Image.open(BytesIO(self.kept(attachment))) as image:
            assert image.size == (40, 60)

    def test_a_large_one_is_reduced(self, elms, asked, dee):
        attachment = self.add(elms, asked, dee, photograph(size=(4800, 2400)))

        with Image.open(BytesIO(self.kept(attachment))) as image:
            assert image.size == (2400, 1200)

    def test_a_script_behind_one_is_not_kept(self, elms, asked, dee):
        attachment = self.add(elms, asked, dee, photograph(after=SCRIPT))

        assert SCRIPT not in self.kept(attachment)

    def test_one_with_too_many_pixels_is_refused(self, elms, asked, dee):
        bomb = photograph(kind="PNG", size=(9000, 9000))

        with pytest.raises(Refused, match="too many pixels"):
            self.add(elms, asked, dee, bomb, name="Bomb.png")


class TestServing:
    def test_a_file_is_downloaded_and_never_shown_as_a_page(
        self, policy, dee, client_of
    ):
        response = client_of(dee).get(url("evidence_file", policy))

        assert response["Content-Type"] == "application/pdf"
        named = 'attachment; filename="Our policy.pdf"'
        assert response["Content-Disposition"] == named
        assert response["X-Content-Type-Options"] == "nosniff"
        assert b"".join(response).startswith(b"%PDF-")
        assert Download.objects.get().person == dee

    @pytest.mark.parametrize(
        ("who", "status"),
        [
            ("dee", 200),
            ("gwen", 200),
            ("cole", 200),
            ("tara", 200),
            ("amara", 200),
            ("ola", 404),
            ("mo", 404),
            ("eve", 404),
        ],
    )
    def test_a_file_is_for_those_who_see_the_return(
        self, request, policy, client_of, who, status
    ):
        client = client_of(request.getfixturevalue(who))

        response = client.get(url("evidence_file", policy))

        assert response.status_code == status
        assert b"".join(response).startswith(b"%PDF-") is (status == 200)

    def test_the_browser_of_a_shared_computer_keeps_neither_page_nor_file(
        self, elms, asked, policy, dee, client_of
    ):
        client = client_of(dee)
        file = client.get(url("evidence_file", policy))
        assert b"".join(file)
        pages = [
            file,
            client.get(url("change_evidence", policy)),
            client.get(url_of("evidence", elms, question=asked.pk)),
            client.get(url_of("evidence_again", elms, question=asked.pk)),
            client.get(url_of("section", elms, letter="P")),
            client.get(url_of("whole", elms)),
        ]

        assert ["no-store" in page["Cache-Control"] for page in pages] == [True] * 6

    def test_a_link_has_no_file(self, elms, asked, dee, client_of):
        link = evidence.add_link(
            elms, asked, title="Policy", address="https://elm.example/policy", by=dee
        )

        response = client_of(dee).get(url("evidence_file", link))

        assert response.status_code == 404


class TestUploadingFromThePage:
    def post(self, client, elms, asked, **files):
        return client.post(url_of("evidence", elms, question=asked.pk), files)

    def test_several_files_and_a_photograph(self, elms, asked, dee, client_of):
        client = client_of(dee)
        response = self.post(
            client,
            elms,
            asked,
            files=[pdf("Policy_2026.pdf"), word("Plan.docx")],
            photograph=upload("IMG_1.jpg", photograph()),
        )

        assert response.status_code == 302
        assert [one.evidence.title for one in Attachment.objects.order_by("pk")] == [
            "Policy 2026",
            "Plan",
            "IMG 1",
        ]
        assert elms.answers.get(question=asked).words == "3 files"
        assert "3 files added" in soup(client.get(response["Location"])).get_text()

    def test_a_refused_file_does_not_stop_the_others(self, elms, asked, dee, client_of):
        response = self.post(
            client_of(dee), elms, asked, files=[upload("Logo.svg", SVG), pdf()]
        )

        assert errors(response) == [f"“Logo.svg”: {KINDS}"]
        assert [one.evidence.title for one in Attachment.objects.all()] == ["Policy"]
        assert "1 file added" in soup(response).get_text()

    def test_no_file_is_an_error(self, elms, asked, dee, client_of):
        response = self.post(client_of(dee), elms, asked)

        assert errors(response) == ["Select a file"]

    def test_a_phone_is_asked_for_its_camera(self, elms, asked, dee, client_of):
        page = soup(client_of(dee).get(url_of("evidence", elms, question=asked.pk)))

        files, camera = page.find(id="id_files"), page.find(id="id_photograph")
        assert files.has_attr("multiple")
        assert files["accept"] == ".pdf,.docx,.xlsx,.jpg,.png,.jpeg"
        assert (camera["capture"], camera["accept"]) == (
            "environment",
            ".jpg,.png,.jpeg",
        )


def test_the_virus_scanner_is_asked(elms, asked, dee, settings):
    settings.CLAMAV_URL = "tcp://127.0.0.1:1"

    with pytest.raises(Refused, match="virus scanner does not answer"):
        evidence.add_file(elms, asked, file=pdf(), by=dee)


def test_the_database_refuses_a_file_without_its_content(policy):
    with pytest.raises(Exception, match="evidence_is_a_file_a_link_or_a_note"):
        Evidence.objects.filter(pk=policy.evidence_id).update(file="")

    assert connection.needs_rollback
