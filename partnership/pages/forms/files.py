"""A file upload, validated by size and content rather than name."""

import codecs
import re
import zipfile
from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError

from partnership.pages.forms.look import Drawn

WORDS = {
    "pdf": "PDF",
    "docx": "Word document (DOCX)",
    "xlsx": "Excel workbook (XLSX)",
    "xls": "XLS",
    "xlsb": "XLSB",
    "ods": "ODS",
    "png": "PNG",
    "jpg": "JPG",
    "csv": "CSV",
    "yaml": "YAML",
    "txt": "TXT",
    "zip": "ZIP file",
}
MAGIC = {
    "pdf": b"%PDF-",
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff",
    "xls": b"\xd0\xcf\x11\xe0",
}
# A member by which a zip is known: the parts of a workbook may have any name.
OFFICE = {
    "docx": re.compile("word/document.xml"),
    "xlsb": re.compile("xl/workbook.bin"),
    "xlsx": re.compile("xl/.*"),
    "ods": re.compile("content.xml"),
}
# The reader of tables finds out which of these a file is.
TABLES = {"csv", "xlsx", "xls", "xlsb", "ods"}
SUFFIXES = {"jpeg": "jpg", "yml": "yaml"}
LOOKED_AT = 64 * 1024
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def kind_of(file) -> str:
    """The kind of file according to its content, or an empty string."""
    file.seek(0)
    start = file.read(LOOKED_AT)
    file.seek(0)
    for kind, magic in MAGIC.items():
        if start.startswith(magic):
            return kind
    if start.startswith(b"PK"):
        try:
            with zipfile.ZipFile(file) as archive:
                names = set(archive.namelist())
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            names = set()
        file.seek(0)
        return next(
            (kind for kind, part in OFFICE.items() if any(map(part.fullmatch, names))),
            "zip" if names else "",
        )
    if start.startswith(UTF_16):
        return "csv"
    if start and not any(byte < 32 and byte not in b"\t\n\r\v\f" for byte in start):
        return "csv"
    return ""


class SeveralFiles(forms.FileInput):
    """An input from which several files are sent."""

    allow_multiple_selected = True


class FilesField(Drawn, forms.Field):
    """Several files, which the service judges one by one."""

    widget = SeveralFiles

    def __init__(self, *, kinds: tuple[str, ...], **kwargs):
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = accepting(kinds)

    def to_python(self, value) -> list:
        return [file for file in value or [] if file]


def accepting(kinds: tuple[str, ...]) -> str:
    """The endings of these kinds, for the browser’s list of files."""
    suffixes = [*kinds, *(["jpeg"] if "jpg" in kinds else [])]
    return ",".join(f".{suffix}" for suffix in suffixes)


class FileField(Drawn, forms.FileField):
    """A file of one of several kinds, up to a size in megabytes."""

    default_error_messages = {
        "empty": "The selected file is empty",
        "invalid": "Select a file again",
        "missing": "Select a file again",
        "contradiction": "Either upload a new file or remove the current one",
    }

    widget = forms.FileInput

    def __init__(self, *, kinds=tuple(WORDS), most_megabytes: int = 10, **kwargs):
        super().__init__(**kwargs)
        self.kinds, self.most_megabytes = tuple(kinds), most_megabytes
        self.widget.attrs["accept"] = accepting(self.kinds)

    @property
    def kinds_in_words(self) -> str:
        *others, last = (WORDS[kind] for kind in self.kinds)
        return f"{', '.join(others)} or {last}" if others else last

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if file is None or file is initial or not data:
            return file
        if file.size > self.most_megabytes * 1024 * 1024:
            raise ValidationError(
                f"The selected file must be smaller than {self.most_megabytes}MB",
                code="size",
            )
        suffix = PurePath(file.name).suffix.lower().removeprefix(".")
        kind = kind_of(file)
        if kind == "csv" and SUFFIXES.get(suffix, suffix) == "yaml":
            kind = "yaml"
        elif kind == "csv" and "csv" not in self.kinds:
            # Text that is no table.
            kind = "txt"
        is_as_named = SUFFIXES.get(suffix, suffix) == kind or (
            kind in TABLES and suffix in {*TABLES, "txt", "tsv"}
        )
        if kind not in self.kinds or not is_as_named:
            raise ValidationError(
                f"The selected file must be a {self.kinds_in_words}", code="kind"
            )
        return file
