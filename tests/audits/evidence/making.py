"""Files as people upload them, and as they should not."""

import zipfile
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from audits.evidence.models import Attachment
from tests.audits.reading import url as url_of

SCRIPT = b"<script>alert(document.cookie)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>"
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\x01" * 64


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def pdf(name: str = "Policy.pdf", text: bytes = b"") -> SimpleUploadedFile:
    return upload(name, b"%PDF-1.7 " + (text or name.encode()))


def word(name: str = "Plan.docx") -> SimpleUploadedFile:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    return upload(name, written.getvalue())


def photograph(
    *, kind: str = "JPEG", size=(60, 40), turned: bool = False, after: bytes = b""
) -> bytes:
    """A picture, which may have been taken with a turned phone, here and then."""
    written, exif = BytesIO(), Image.Exif()
    if turned:
        exif[0x0112] = 6
    exif[0x010E] = "Taken at 12 Elm Road"
    Image.new("RGB", size, "green").save(
        written, kind, exif=exif, comment=b"Elm Road" if kind == "JPEG" else None
    )
    return written.getvalue() + after


def url(name, attachment: Attachment) -> str:
    return url_of(name, attachment)
