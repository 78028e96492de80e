"""Numbers of a workbook as people read them in its cells."""

import pytest

from partnership.spreadsheets.shown import as_shown, number_in_words


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (1.1, "0.00", "1.10"),
        (1.0, "0.0", "1.0"),
        (7, "000", "007"),
        (1.15, "0.0", None),
        (0.955, "0%", "96%"),
        (0.955, "0.0%", "95.5%"),
        (1200, '"£"#,##0', "£1,200"),
        (1200.5, "[$£-809]#,##0.00", "£1,200.50"),
        (-5, "£#,##0", "-£5"),
        (-5.0, "0.0;[Red]-0.0", "-5.0"),
        (12345, "#,##0", "12,345"),
        (12, "[$$-409]#,##0", "$12"),
        (1.1, "General", None),
        (1.1, "@", None),
        (0.25, "# ?/?", None),
        (120000, "0.00E+00", None),
        (1e300, "0.00", None),
        (1.5, f"0.{'0' * 11}", None),
        (999999999999999, f"0.{'0' * 10}%", f"99999999999999900.{'0' * 10}%"),
        (1, "#" * 100_000, None),
        (1, f"0{'#' * 200}", "1"),
        (float("inf"), "0.00", None),
        (float("nan"), "0.00", None),
    ],
)
def test_a_number_is_what_its_format_shows(value, number_format, shown):
    assert as_shown(value, number_format) == shown


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1, "1"),
        (1.0, "1"),
        (1.1, "1.1"),
        (0.1 + 0.2, "0.3"),
        (46053.0, "46053"),
        (1e300, "1e+300"),
        (float("inf"), "inf"),
        (10**20, str(10**20)),
    ],
)
def test_a_number_without_a_format(value, words):
    assert number_in_words(value) == words
