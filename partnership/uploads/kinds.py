"""What the flow has to know of a kind of file: all that a new kind has to say."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import ClassVar

from partnership.people.models import Person
from partnership.spreadsheets.columns import Columns
from partnership.spreadsheets.tables import Tables
from partnership.uploads.models import Upload
from partnership.uploads.previews import Outcome, Preview


class Kind:
    """One kind of file. Its `compare` reads, its `carry_out` writes."""

    model: ClassVar[type[Upload]]
    # What the model says a file is for, such as a plan.
    targets: ClassVar[tuple[str, ...]] = ()
    # What may become of a row, by what a preview and its totals call it.
    outcomes: ClassVar[Mapping[str, Outcome]]
    # What people call such a file, what its rows are compared with, and what is asked.
    noun: ClassVar[str] = "file"
    ours: ClassVar[str] = "register"
    asks: ClassVar[str] = "What is meant?"
    # Why something is asked at all.
    asks_because: ClassVar[str] = ""
    # Whether several sheets may be read, or one alone.
    reads_several: ClassVar[bool] = True
    # Columns whose words mean something, with what the page says beside an odd one;
    # and what becomes of its rows where nobody says what it means.
    worded: ClassVar[Mapping[str, str]] = {}
    unexplained: ClassVar[str] = "Refuse these rows"

    def columns(self, uploaded: Upload) -> Columns:
        """The columns that such a file may have."""
        raise NotImplementedError

    def meanings(self, column: str, word: str) -> Iterable[tuple[str, str]]:
        """What an odd word of a column may mean: values with their labels."""
        raise NotImplementedError

    def compare(self, uploaded: Upload, tables: Tables, *, on: date) -> Preview:
        """What importing it would do, as it is understood and answered. Writes nothing.

        Raises:
            Refused: nothing in the file could be meant.
        """
        raise NotImplementedError

    def carry_out(
        self, preview: Preview, uploaded: Upload, *, by: Person | None, on: date
    ) -> None:
        """Write what a preview says."""
        raise NotImplementedError

    def check(self, uploaded: Upload) -> None:
        """Refuse a file while what it is for takes none."""

    def hold_still(self, uploaded: Upload) -> None:
        """Lock what an import compares with, until it is done."""
