"""What the import flow needs to know about a kind of file."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import ClassVar

from partnership.people.models import Person
from partnership.spreadsheets.columns import Columns
from partnership.spreadsheets.tables import Tables
from partnership.uploads.models import Upload
from partnership.uploads.previews import Outcome, Preview


class Kind:
    """A kind of file. `compare` reads and `carry_out` writes."""

    model: ClassVar[type[Upload]]
    # The field for what a file is for, such as a plan.
    targets: ClassVar[tuple[str, ...]] = ()
    # The possible outcomes of a row.
    outcomes: ClassVar[Mapping[str, Outcome]]
    # Names used on pages.
    noun: ClassVar[str] = "file"
    ours: ClassVar[str] = "register"
    asks: ClassVar[str] = "What is this?"
    # Why questions are asked.
    asks_because: ClassVar[str] = ""
    # Whether several sheets can be read.
    reads_several: ClassVar[bool] = True
    # Columns whose words mean something, with what the page says beside an odd one;
    # and what becomes of its rows where nobody says what it means.
    worded: ClassVar[Mapping[str, str]] = {}
    unexplained: ClassVar[str] = "Leave out these rows"

    def columns(self, uploaded: Upload) -> Columns:
        """The columns of this kind of file."""
        raise NotImplementedError

    def meanings(self, column: str, word: str) -> Iterable[tuple[str, str]]:
        """The possible meanings of an unknown word in a column, as choices."""
        raise NotImplementedError

    def compare(self, uploaded: Upload, tables: Tables, *, on: date) -> Preview:
        """Build the preview. Only reads.

        Raises:
            Refused: no row of the file can be imported.
        """
        raise NotImplementedError

    def carry_out(
        self, preview: Preview, uploaded: Upload, *, by: Person | None, on: date
    ) -> None:
        """Carry out a preview."""
        raise NotImplementedError

    def check(self, uploaded: Upload) -> None:
        """Refuse a file if its target cannot take one now."""

    def hold_still(self, uploaded: Upload) -> None:
        """Lock the rows that an import compares with."""
