"""The usual column titles of a list of people."""

from partnership.spreadsheets.columns import Column, Columns

_ALL = (
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
COLUMNS = Columns(
    _ALL,
    needed=("name", "last_name", "first_name"),
    missing="Select the column that holds the names",
    nothing="There are no people in this list",
)
