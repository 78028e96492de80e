"""Local rules about the partnership: its name, look, emails and retention periods."""

from typing import Any

from partnership.drawing.palettes import DEFAULT_PALETTE, PALETTES
from partnership.policy import allowed as checks
from partnership.policy import defaults
from partnership.policy.setting import Column, Group, Kind, Setting


def _with_every_period(value: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every kind of record that Quorate keeps, with the years that were set."""
    years = {row["name"]: row["years"] for row in value}
    return [
        {**row, "years": years.get(row["name"], row["years"])}
        for row in defaults.RETENTION_PERIODS
    ]


OF_PARTNERSHIP = [
    Setting(
        name="partnership_name",
        words="Name of the partnership",
        explanation="Shown at the top of every page, report and message",
        group=Group.WHO,
        kind=Kind.TEXT,
        longest=120,
        default="Safeguarding Children Partnership",
        must_set="It is shown at the top of every page",
        check=checks.line(120, "Enter the name of the partnership"),
    ),
    Setting(
        name="partnership_short_name",
        words="Short name",
        explanation="Used where space is limited, such as the subject of an email",
        group=Group.WHO,
        kind=Kind.TEXT,
        longest=30,
        width=20,
        default="Partnership",
        check=checks.line(30, "Enter a short name"),
    ),
    Setting(
        name="logo",
        words="Logo",
        explanation="Beside the name on every page, and on the cover of reports",
        group=Group.WHO,
        kind=Kind.LOGO,
        default=None,
        check=checks.logo,
    ),
    Setting(
        name="colour",
        words="Colour",
        explanation="The colour of the header and of headings in reports",
        group=Group.WHO,
        kind=Kind.COLOUR,
        choices=tuple((name, palette.words) for name, palette in PALETTES.items()),
        default=DEFAULT_PALETTE,
        check=checks.colour,
    ),
    Setting(
        name="reply_to",
        words="Email address for replies",
        explanation="Where replies to emails from Quorate are sent",
        group=Group.LETTERS,
        kind=Kind.EMAIL,
        default="",
        must_set="Nobody receives replies to emails from Quorate",
        check=checks.email,
    ),
    Setting(
        name="signature",
        words="Email signature",
        explanation="The last lines of every email",
        group=Group.LETTERS,
        kind=Kind.LONG_TEXT,
        longest=500,
        default="The partnership's business team",
        check=checks.text(500, "Enter a signature"),
    ),
    Setting(
        name="retention_periods",
        words="Retention periods",
        explanation="When records must be reviewed; nothing is deleted without a "
        "review",
        group=Group.KEEPING,
        kind=Kind.ROWS,
        default=defaults.RETENTION_PERIODS,
        columns=(
            Column(name="name", words="Name", kind=Kind.NAME),
            Column(name="words", words="Record", kind=Kind.NAME),
            Column(
                name="years",
                words="Years",
                kind=Kind.NUMBER,
                hint="Leave empty to keep permanently",
                unit="year",
                nothing="permanently",
            ),
        ),
        said="{words}: {years}",
        complete=_with_every_period,
        check=checks.retention(row["name"] for row in defaults.RETENTION_PERIODS),
    ),
]
