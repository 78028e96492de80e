"""What a list of people usually calls its columns, and what we make of them."""

from dataclasses import dataclass

from partnership.spreadsheets.headers import Header, plain


@dataclass(frozen=True)
class Column:
    """Something that a list may say of a person."""

    key: str
    words: str
    titles: tuple[str, ...]


COLUMNS = (
    Column(
        "name",
        "Full name",
        ("name", "full name", "names", "person", "member", "contact", "contact name",
         "member name", "name of member", "staff name", "representative", "attendee"),
    ),
    Column(
        "first_name",
        "First name",
        ("first name", "forename", "forenames", "first names", "given name",
         "christian name", "first"),
    ),
    Column(
        "last_name",
        "Last name",
        ("last name", "surname", "family name", "second name", "last"),
    ),
    Column("initials", "Initials", ("initials", "initial", "init", "inits")),
    Column(
        "email",
        "Email address",
        ("email", "e mail", "email address", "e mail address", "mail", "work email",
         "work e mail", "work email address", "contact email", "email contact",
         "email addresses", "emails"),
    ),
    Column(
        "job_title",
        "Job title",
        ("job title", "job", "title", "post", "position", "job role", "occupation",
         "designation", "post title"),
    ),
    Column(
        "organisation",
        "Organisation",
        ("organisation", "organization", "organisation name", "name of organisation",
         "agency", "agency name", "organisation agency", "agency organisation", "org",
         "school", "school name", "name of school", "setting", "setting name",
         "establishment", "establishment name", "establishmentname", "employer",
         "trust", "trust name", "body", "partner", "representing", "service"),
    ),
    Column("urn", "School’s URN", ("urn", "school urn", "unique reference number",
                                   "dfe urn", "urn number")),
    Column(
        "subgroup",
        "Subgroup",
        ("subgroup", "sub group", "sub groups", "subgroups", "group", "committee",
         "group name", "meeting", "board", "subgroup name", "sub group name"),
    ),
    Column(
        "role",
        "Role",
        ("role", "role on group", "role in group", "membership", "membership role",
         "roles", "role on subgroup", "role on the group", "capacity", "type of member",
         "member type", "membership type", "role in school", "safeguarding role"),
    ),
    Column(
        "from_date",
        "From (date)",
        ("from", "from date", "date from", "start date", "start", "started", "since",
         "date joined", "joined", "date of joining", "member since", "joined on",
         "start of role", "in post since", "in role since", "date of appointment",
         "appointed on", "role since", "appointed", "date appointed", "date started",
         "starts"),
    ),
)  # fmt: skip
BY_KEY = {column.key: column for column in COLUMNS}
_BY_TITLE = {title: column.key for column in COLUMNS for title in column.titles}


def meaning(title: str) -> str | None:
    """Which of our columns a title stands for."""
    return _BY_TITLE.get(plain(title))


def chosen(header: Header, columns: dict[str, int | None] | None) -> dict[str, int]:
    """Our columns as they stand in the sheet: as found, or as somebody corrected."""
    if columns is None:
        return dict(header.meanings)
    return {
        key: column
        for key, column in columns.items()
        if key in BY_KEY and column is not None
    }


def missing(columns: dict[str, int]) -> str:
    """What the list cannot do without and does not have, in words."""
    if not {"name", "first_name", "last_name"} & columns.keys():
        return "Say which column holds the names"
    return ""
