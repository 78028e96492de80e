"""A question set as a file of any kind that we read and write."""

from audits.questions import sheets, yamls
from audits.questions.contents import Contents, Reading
from audits.questions.yaml_nodes import is_yaml
from partnership.spreadsheets.writing import EXCEL

# How each is written, by the ending of its name, and what browsers call it.
WRITTEN = {
    "yaml": (yamls.as_yaml, "application/yaml"),
    "xlsx": (sheets.as_spreadsheet, EXCEL),
}


def read(content: bytes) -> Reading:
    """Read YAML or a spreadsheet, whichever the content is.

    Raises:
        Refused: it cannot be read at all.
    """
    reader = yamls if is_yaml(content) else sheets
    return reader.contents_in(content)


def written(contents: Contents, ending: str) -> tuple[bytes, str]:
    """A file of a question set, and its content type."""
    write, content_type = WRITTEN[ending]
    return write(contents), content_type
