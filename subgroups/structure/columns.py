"""The usual column titles of a list of seats."""

from partnership.spreadsheets.columns import Column, Columns

_ALL = (
    Column(
        "label",
        "Seat",
        ("seat", "name of seat", "seat name", "place", "membership seat", "role",
         "representing", "position", "representative of"),
    ),
    Column(
        "agency",
        "Agency",
        ("agency", "organisation", "organization", "partner", "agency name",
         "organisation name", "body", "employer"),
    ),
    Column(
        "appointed_by",
        "Appointed by",
        ("appointed by", "appointing body", "who appoints", "nominated by",
         "nominating body", "appoints"),
    ),
    Column(
        "is_statutory",
        "Statutory (yes or no)",
        ("statutory", "statutory partner", "statutory seat", "is statutory"),
    ),
    Column(
        "is_associate",
        "Associate (yes or no)",
        ("associate", "associate member", "associate seat", "non voting",
         "is associate"),
    ),
    Column(
        "holder",
        "Held by (name or email address)",
        ("held by", "holder", "name", "member", "person", "who", "email",
         "email address", "seat holder", "current holder", "sits", "member name"),
    ),
    Column(
        "since",
        "Since (date)",
        ("since", "from", "from date", "start date", "appointed on", "start",
         "date appointed", "appointed", "date from", "term starts"),
    ),
    Column(
        "term_ends_on",
        "Term ends (date)",
        ("term ends", "term end", "end of term", "until", "to", "to date", "end date",
         "term ends on", "date to", "expires", "term expires"),
    ),
)  # fmt: skip
COLUMNS = Columns(
    _ALL,
    needed=("label",),
    missing="Select the column that holds the names of the seats",
    nothing="There are no seats in this list",
)
