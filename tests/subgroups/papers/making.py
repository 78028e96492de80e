"""PDF and Word files for the tests, each page with words of its own."""

import zipfile
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from pikepdf import Array, Dictionary, Encryption, Name, Pdf


def pdf(*pages: str, password: str = "", rotate: int = 0) -> bytes:
    """A PDF with a page for each text; fonts and sizes are inherited, as Word does.

    A bar ends the text, so that a stamp can be told from it.
    """
    made, written = Pdf.new(), BytesIO()
    font = made.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier)
    )
    for words in pages:
        page = made.add_blank_page(page_size=(595, 842))
        page.Contents = made.make_stream(
            f"BT /F1 12 Tf 72 700 Td ({words} |) Tj ET".encode()
        )
        if rotate:
            page.Rotate = rotate
        for key in ("/MediaBox", "/Resources"):
            if key in page:
                del page[key]
    made.Root.Pages.MediaBox = Array([0, 0, 595, 842])
    made.Root.Pages.Resources = Dictionary(Font=Dictionary(F1=font))
    options = (
        {"encryption": Encryption(owner=password, user=password)} if password else {}
    )
    made.save(written, **options)
    return written.getvalue()


def word() -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    return written.getvalue()


def upload(content: bytes, name: str = "Scorecard.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
