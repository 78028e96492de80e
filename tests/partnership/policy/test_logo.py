"""The partnership's picture: what is taken, what of it is kept, where it is shown."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from partnership.drawing import pdf, pictures
from partnership.drawing.models import Logo
from partnership.guards.outcomes import Refused
from partnership.policy import services
from partnership.policy import values as policy
from tests.gates import require_or_skip
from tests.partnership.policy.rule_pages import errors, filled, page

ADDRESS = "/settings/rules/logo/"
NO_PICTURE = "The selected file must be a PNG or JPG"
TOO_LARGE = "The selected file must be smaller than 1MB"


def drawn(kind="PNG", size=(120, 60), mode="RGB", **more) -> bytes:
    """A picture as another program writes it."""
    out = BytesIO()
    Image.new(mode, size).save(out, kind, **more)
    return out.getvalue()


def read(content: bytes) -> pictures.Picture:
    return pictures.read(BytesIO(content))


class TestReading:
    @pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
    def test_a_png_of_any_depth(self, mode):
        picture = read(drawn(mode=mode, size=(121, 67)))

        assert (picture.kind, picture.width, picture.height) == ("png", 121, 67)
        with Image.open(BytesIO(picture.content)) as again:
            again.load()
            assert again.size == (121, 67)

    @pytest.mark.parametrize("more", [{}, {"progressive": True}, {"quality": 95}])
    @pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
    def test_a_jpg(self, mode, more):
        picture = read(drawn("JPEG", mode=mode, size=(123, 67), **more))

        assert (picture.kind, picture.width, picture.height) == ("jpg", 123, 67)
        with Image.open(BytesIO(picture.content)) as again:
            again.load()
            assert (again.mode, again.size) == (mode, (123, 67))

    def test_an_interlaced_png(self):
        lines = b"".join(
            (b"\0" + b"\0" * -(-(45 - left) // across)) * -(-(41 - top) // down)
            for left, across, top, down in pictures_passes()
        )
        head = struct.pack(">IIBBBBB", 45, 41, 8, 0, 0, 0, 1)
        picture = read(png(chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(lines))))

        with Image.open(BytesIO(picture.content)) as again:
            again.load()

    def test_what_a_photograph_tells_is_left_out(self):
        exif = Image.Exif()
        exif[0x010E] = "Taken at Denholt"
        tagged = drawn("JPEG", exif=exif, comment=b"Taken at Denholt")
        assert b"Denholt" in tagged

        assert b"Denholt" not in read(tagged).content

    def test_what_hangs_on_after_the_end_is_left_out(self):
        for kind in ("PNG", "JPEG"):
            plain = drawn(kind)

            assert read(plain + b"<script>").content == read(plain).content

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", "must be a PNG or JPG"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "must be a PNG or JPG"),
            (drawn("GIF"), "must be a PNG or JPG"),
            (b"\x89PNG\r\n\x1a\n", "cannot be read"),
            (drawn()[:-12], "cannot be read"),
            (drawn()[:60], "cannot be read"),
            (drawn().replace(b"IDAT", b"IDAX"), "cannot be read"),
            (drawn("JPEG")[:-300], "cannot be read"),
            (b"\xff\xd8\xff\xd9", "cannot be read"),
            (b"\xff\xd8" + b"\xff" * 60, "cannot be read"),
            (drawn(size=(39, 60)), "40 to 2,000 pixels wide and high; this one is 39"),
            (drawn("JPEG", size=(60, 2001)), "this one is 60 by 2,001"),
            (b"\x89PNG\r\n\x1a\n" + b"\0" * 1024 * 1024, "smaller than 1MB"),
        ],
    )
    def test_anything_else_is_refused(self, content, words):
        with pytest.raises(Refused, match=words):
            read(content)

    @pytest.mark.parametrize("side", [2_001, 11_000, 60_000])
    def test_a_png_that_says_it_is_huge_is_refused(self, side):
        head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)

        with pytest.raises(Refused, match="40 to 2,000 pixels wide and high"):
            read(png(chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(b"\0"))))

    def test_a_png_that_unpacks_to_more_than_it_says_is_refused(self):
        head = struct.pack(">IIBBBBB", 100, 100, 8, 2, 0, 0, 0)
        bomb = zlib.compress(b"\0" * 50_000_000)

        with pytest.raises(Refused, match="cannot be read"):
            read(png(chunk(b"IHDR", head), chunk(b"IDAT", bomb)))


def pictures_passes():
    return [(0, 8, 0, 8), (4, 8, 0, 8), (0, 4, 4, 8), (2, 4, 0, 4), (0, 2, 2, 4),
            (1, 2, 0, 2), (0, 1, 1, 2)]  # fmt: skip


def chunk(kind: bytes, body: bytes) -> bytes:
    whole = kind + body
    return struct.pack(">I", len(body)) + whole + struct.pack(">I", zlib.crc32(whole))


def png(*chunks: bytes) -> bytes:
    return b"".join([b"\x89PNG\r\n\x1a\n", *chunks, chunk(b"IEND", b"")])


@pytest.mark.django_db
class TestALogo:
    @pytest.fixture
    def client(self, client_of, amara):
        return client_of(amara)

    def upload(self, client, content, name="logo.png"):
        sent = filled(page(client.get(ADDRESS)))
        sent["value"] = SimpleUploadedFile(name, content)
        return client.post(ADDRESS, sent, follow=True)

    def test_is_shown_on_every_page_from_then_on(self, client):
        soup = page(self.upload(client, drawn()))
        outside = page(Client().get("/cookies/"))

        picture = outside.select_one(".app-brand img")
        assert "“Logo” saved" in soup.get_text()
        assert "Now: PNG, 120 by 60 pixels" in soup.get_text()
        assert (picture["width"], picture["height"]) == ("120", "60")
        # The name stands beside it there, and would be read twice.
        assert picture["alt"] == ""
        own = soup.select_one(".app-logo-now img")
        assert own["alt"] == policy.get("partnership_name")
        assert own["src"] == picture["src"]

    def test_is_served_as_what_it_is_and_nothing_else(self, client):
        self.upload(client, drawn())
        digest = policy.get("logo")["digest"]

        response = Client().get(reverse("partnership:logo", args=[digest]))

        assert response.content == bytes(Logo.objects.get().content)
        assert response["Content-Type"] == "image/png"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert "immutable" in response["Cache-Control"]

    def test_is_removed(self, client):
        self.upload(client, drawn())
        digest = policy.get("logo")["digest"]
        away = reverse("partnership:default_rule", args=["logo"])

        soup = page(client.post(away, filled(page(client.get(away))), follow=True))

        assert soup.select_one("img") is None
        assert "Before: PNG, 120 by 60 pixels" in soup.get_text()
        assert Client().get(f"/logo/{digest}/").status_code == 404

    def test_a_new_one_takes_its_place(self, client):
        self.upload(client, drawn())
        old = policy.get("logo")["digest"]

        self.upload(client, drawn("JPEG", size=(200, 50)), "new.jpeg")

        assert policy.get("logo")["kind"] == "jpg"
        assert Client().get(f"/logo/{old}/").status_code == 404

    @pytest.mark.parametrize(
        ("name", "content", "said"),
        [
            ("logo.svg", b"<svg onload='x()'/>", NO_PICTURE),
            ("logo.png", b"<svg onload='x()'/>", NO_PICTURE),
            ("logo.png", drawn("JPEG"), NO_PICTURE),
            ("logo.png", b"", "The selected file is empty"),
            ("logo.png", drawn()[:70], pictures.UNREADABLE),
            ("logo.png", b"x" * 1024 * 1025, TOO_LARGE),
        ],
    )
    def test_what_is_no_picture_is_refused_in_words(self, client, name, content, said):
        soup = page(self.upload(client, content, name))

        assert errors(soup) == {said: "#id_value"}
        assert policy.get("logo") is None

    def test_none_chosen(self, client):
        sent = filled(page(client.get(ADDRESS)))

        assert errors(page(client.post(ADDRESS, sent))) == {
            "Choose a picture": "#id_value"
        }

    def test_of_two_at_once_the_second_is_told(self, client, adi):
        sent = filled(page(client.get(ADDRESS)))
        services.change_rule("logo", value=read(drawn()), by=adi)
        sent["value"] = SimpleUploadedFile("mine.png", drawn(size=(50, 50)))

        soup = page(client.post(ADDRESS, sent))

        assert "Someone else changed this" in soup.get_text()
        assert policy.get("logo")["width"] == 120

    def test_a_member_may_not(self, client_of, mo):
        assert client_of(mo).get(ADDRESS).status_code == 403

    @pytest.mark.parametrize("kind", ["PNG", "JPEG"])
    def test_stands_in_pdfs_with_its_alternative_text(self, amara, kind, settings):
        require_or_skip(pdf.is_available(), "Pango is not installed")
        services.change_rule("logo", value=read(drawn(kind)), by=amara)
        path = reverse("partnership:logo", args=[policy.get("logo")["digest"]])

        made = pdf.pdf_of(
            f'<html lang="en"><title>T</title><h1>T</h1><img src="{path}" alt="Us">'
        )

        assert b"/Image" in made
        for wrong in ("0" * 64, "../../etc/passwd"):
            with pytest.raises(pdf.PdfError, match="is not a static file of ours"):
                pdf.pdf_of(
                    f'<html lang="en"><title>T</title><img src="/logo/{wrong}/">'
                )
