"""Local rules for plans, meetings, audits, figures, dates and the yearly report."""

from partnership.dates.years import DEFAULT_HOLIDAYS, DEFAULT_TERMS
from partnership.policy import allowed as checks
from partnership.policy import defaults
from partnership.policy.sectors import Sector
from partnership.policy.setting import Column, Group, Kind, Setting

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December",
)  # fmt: skip
SIGNERS = (
    ("head", "Head"),
    ("dsl", "Designated safeguarding lead (DSL)"),
    ("governor", "Chair of governors or safeguarding governor"),
    ("proprietor", "Proprietor or childminder"),
)
PURPOSES = (
    ("decision", "Decision"),
    ("discussion", "Discussion"),
    ("assurance", "Assurance"),
    ("information", "Information"),
)
PLACES = (("opening", "At the start"), ("closing", "At the end"))
_RATING_COLUMNS = (
    Column(
        name="value",
        words="Colour",
        kind=Kind.CHOICE,
        choices=tuple((value, value.capitalize()) for value in checks.RATINGS),
    ),
    Column(name="word", words="Word", kind=Kind.TEXT, width=20),
    Column(name="meaning", words="What it means", kind=Kind.LONG_TEXT),
)
_TERM_COLUMNS = (
    Column(name="name", words="Name", kind=Kind.TEXT, width=20),
    Column(name="starts", words="First day", kind=Kind.TERM_DAY),
    Column(name="ends", words="Last day", kind=Kind.TERM_DAY),
)
_EVERY_YEAR = (
    "Leave the year empty to use these dates every year. Rows with a year take priority"
)

OF_WORK = [
    Setting(
        name="plan_year_start_month",
        words="First month of the plan year",
        explanation="Used to work out due dates such as “Q2”",
        group=Group.PLAN,
        kind=Kind.CHOICE,
        default=4,
        choices=tuple(enumerate(MONTHS, 1)),
        check=checks.number(1, 12),
    ),
    Setting(
        name="rag_legend_delivery",
        words="Delivery ratings",
        explanation="Whether actions are on track. Printed with every report",
        group=Group.PLAN,
        kind=Kind.ROWS,
        default=defaults.RAG_LEGEND_DELIVERY,
        columns=_RATING_COLUMNS,
        said="{value}: {word}. {meaning}",
        check=checks.rag_legend,
    ),
    Setting(
        name="rag_legend_impact",
        words="Impact ratings",
        explanation="How much difference actions have made. Printed with every report",
        group=Group.PLAN,
        kind=Kind.ROWS,
        default=defaults.RAG_LEGEND_IMPACT,
        columns=_RATING_COLUMNS,
        said="{value}: {word}. {meaning}",
        check=checks.rag_legend,
    ),
    Setting(
        name="quorum_defaults",
        words="Quorum for new subgroups",
        explanation="The starting point for a subgroup’s first quorum rule",
        group=Group.MEETINGS,
        kind=Kind.FIELDS,
        default=defaults.QUORUM,
        columns=(
            Column(
                name="percentage",
                words="Share of seats that must be represented",
                kind=Kind.NUMBER,
                unit="%",
            ),
            Column(
                name="chair_may_determine",
                words="Can the chair decide that a meeting is quorate?",
                kind=Kind.YES_NO,
            ),
        ),
        check=checks.fields(
            percentage=checks.number(1, 100), chair_may_determine=checks.yes_or_no
        ),
    ),
    Setting(
        name="agenda_template",
        words="Items of every agenda",
        explanation="What agendas begin from. What the forward plan, the minutes, the "
        "actions and the risks add is proposed by itself",
        group=Group.MEETINGS,
        kind=Kind.ROWS,
        default=defaults.AGENDA_TEMPLATE,
        columns=(
            Column(name="title", words="Item", kind=Kind.TEXT),
            Column(name="purpose", words="Purpose", kind=Kind.CHOICE, choices=PURPOSES),
            Column(name="minutes", words="Minutes", kind=Kind.NUMBER, nothing="None"),
            Column(name="place", words="Place", kind=Kind.CHOICE, choices=PLACES),
        ),
        said="{title} ({place})",
        check=checks.rows(
            title=checks.line(250),
            purpose=checks.one_of(dict(PURPOSES)),
            minutes=checks.optional(checks.number(1, 600)),
            place=checks.one_of(dict(PLACES)),
        ),
    ),
    Setting(
        name="papers_deadline_working_days",
        words="Deadline for papers before a meeting",
        explanation="Counted back from the date of the meeting",
        group=Group.MEETINGS,
        kind=Kind.NUMBER,
        unit="working day",
        default=5,
        check=checks.number(1, 30),
    ),
    Setting(
        name="papers_notice_is_clear",
        words="Must these be clear working days?",
        explanation="Clear days count neither the day on which the papers go out nor "
        "the day of the meeting",
        group=Group.MEETINGS,
        kind=Kind.YES_NO,
        default=False,
        check=checks.yes_or_no,
    ),
    Setting(
        name="minutes_deadline_working_days",
        words="Deadline for draft minutes after a meeting",
        explanation="Counted from the date of the meeting",
        group=Group.MEETINGS,
        kind=Kind.NUMBER,
        unit="working day",
        default=10,
        check=checks.number(1, 60),
    ),
    Setting(
        name="seat_warning_days",
        words="Warning before a term ends",
        explanation="How long before the end of a term a seat is marked and its chair "
        "is told",
        group=Group.MEETINGS,
        kind=Kind.NUMBER,
        unit="day",
        default=60,
        check=checks.number(1, 365),
    ),
    Setting(
        name="signatures_required",
        words="Who signs a return",
        explanation="For each type of school, in the order they sign. A proprietor who "
        "is also the head, or a setting’s only person in charge, such as a "
        "childminder, signs alone",
        group=Group.AUDITS,
        kind=Kind.FIELDS,
        default=defaults.SIGNATURES_REQUIRED,
        columns=tuple(
            Column(name=value, words=label, kind=Kind.CHECKBOXES, choices=SIGNERS)
            for value, label in Sector.choices
        ),
        check=checks.signatures,
    ),
    Setting(
        name="suppression_threshold",
        words="Smallest number shown",
        explanation="Smaller counts are hidden in the yearly report and from people "
        "who "
        "cannot see each return",
        group=Group.FIGURES,
        kind=Kind.NUMBER,
        default=5,
        check=checks.number(1, 50),
    ),
    Setting(
        name="comparison_group_minimum",
        words="Smallest comparison group",
        explanation="Results from fewer schools are hidden in the yearly report and "
        "from "
        "people who cannot see each return, and are not used for comparison",
        group=Group.FIGURES,
        kind=Kind.NUMBER,
        unit="school",
        default=5,
        check=checks.number(5, 100),
    ),
    Setting(
        name="days_to_explain_a_figure",
        words="Time to record a figure",
        explanation="How long owners have after the end of the period to record and "
        "explain the figure",
        group=Group.FIGURES,
        kind=Kind.NUMBER,
        unit="day",
        default=21,
        check=checks.number(1, 180),
    ),
    Setting(
        name="reminder_ladder",
        words="Reminders",
        explanation="When people are reminded about due dates. Action reminders are "
        "only "
        "sent on working days, and to schools only in term time",
        group=Group.LETTERS,
        kind=Kind.FIELDS,
        default=defaults.REMINDER_LADDER,
        columns=(
            Column(
                name="before",
                words="Days before the date",
                kind=Kind.NUMBERS,
                hint="Largest first, separated by commas, for example 28, 14, 7, 1",
                nothing="None",
            ),
            Column(
                name="on_the_day", words="Remind on the day as well?", kind=Kind.YES_NO
            ),
            Column(
                name="repeat_after",
                words="Repeat when overdue, every",
                kind=Kind.NUMBER,
                hint="Leave empty to never repeat",
                unit="day",
                nothing="Never",
            ),
        ),
        check=checks.fields(
            before=checks.falling_numbers,
            on_the_day=checks.yes_or_no,
            repeat_after=checks.optional(checks.number(1, 90)),
        ),
    ),
    Setting(
        name="digest_from_hour",
        words="Time of the daily email",
        explanation="Emails are sent within 15 minutes of this time",
        group=Group.LETTERS,
        kind=Kind.CHOICE,
        choices=tuple((hour, f"{hour:02}.00") for hour in range(24)),
        default=7,
        check=checks.number(0, 23),
    ),
    Setting(
        name="school_terms",
        words="School terms",
        explanation=_EVERY_YEAR,
        group=Group.DATES,
        kind=Kind.ROWS,
        default=list(DEFAULT_TERMS),
        columns=_TERM_COLUMNS,
        said="{name}: {starts} to {ends}",
        check=checks.terms,
    ),
    Setting(
        name="school_holidays",
        words="School holidays within terms",
        explanation=_EVERY_YEAR,
        group=Group.DATES,
        kind=Kind.ROWS,
        default=list(DEFAULT_HOLIDAYS),
        columns=_TERM_COLUMNS,
        said="{name}: {starts} to {ends}",
        check=checks.terms,
    ),
    Setting(
        name="guidance_editions",
        words="Editions of guidance",
        explanation="When each edition comes into force",
        group=Group.DATES,
        kind=Kind.ROWS,
        default=defaults.GUIDANCE_EDITIONS,
        columns=(
            Column(
                name="guidance",
                words="Guidance",
                kind=Kind.TEXT,
                hint="Use the same name in every row, for example KCSIE",
                width=20,
            ),
            Column(name="edition", words="Edition", kind=Kind.TEXT, width=10),
            Column(name="title", words="Title", kind=Kind.LONG_TEXT),
            Column(name="in_force_from", words="In force from", kind=Kind.DAY),
        ),
        said="{guidance} {edition}: {title}, from {in_force_from}",
        check=checks.all_of(
            checks.rows(
                guidance=checks.line(60),
                edition=checks.line(20),
                title=checks.line(200),
                in_force_from=checks.day,
            ),
            checks.editions,
        ),
    ),
    Setting(
        name="yearly_report_checklist",
        words="What a yearly report must cover",
        explanation="Each point must be covered or explained before the report is "
        "signed. "
        "Reports already started keep their own list",
        group=Group.REPORT,
        kind=Kind.ROWS,
        default=defaults.YEARLY_REPORT_CHECKLIST,
        columns=(
            Column(name="ref", words="Number", kind=Kind.TEXT, width=5),
            Column(name="words", words="What it covers", kind=Kind.LONG_TEXT),
            Column(name="evidence", words="Evidence", kind=Kind.LONG_TEXT),
        ),
        said="{ref}. {words} ({evidence})",
        check=checks.all_of(
            checks.rows(
                ref=checks.line(10), words=checks.line(300), evidence=checks.line(200)
            ),
            checks.once("ref", "Use each number once"),
        ),
    ),
]
