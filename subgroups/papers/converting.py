"""Word documents as PDF, where LibreOffice is installed."""

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

# In seconds; a document that takes longer is listed instead.
PATIENCE = 120
PROGRAMS = ("soffice", "libreoffice")


def is_available() -> bool:
    return _program() is not None


def _program() -> str | None:
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def as_pdf(content: bytes) -> bytes | None:
    """A Word document as PDF, or None where that cannot be done."""
    program = _program()
    if program is None:
        return None
    with TemporaryDirectory() as folder:
        source = Path(folder) / "paper.docx"
        source.write_bytes(content)
        try:
            subprocess.run(
                [
                    program,
                    # A profile of its own: two of them cannot share one.
                    f"-env:UserInstallation=file://{folder}/profile",
                    *("--headless", "--convert-to", "pdf", "--outdir", folder),
                    source,
                ],
                capture_output=True,
                timeout=PATIENCE,
                check=True,
            )
            return source.with_suffix(".pdf").read_bytes()
        except (subprocess.SubprocessError, OSError):
            return None
