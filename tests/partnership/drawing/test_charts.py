"""Charts as geometry, and as drawings: missing is not zero, colour is never alone."""

import time
from itertools import combinations
from xml.etree import ElementTree

import pytest
from django.template import engines

from partnership.drawing.chart_shapes import GRID, MARKS, QUIET, TEXT, TONES, Scale
from partnership.drawing.charts import (
    BAR_END,
    Chart,
    Series,
    Status,
    bar_chart,
    line_chart,
    number,
    scale_for,
    stacked_chart,
)
from partnership.drawing.palettes import MARKS_ON_PAPER, PAPER, TEXT_ON_PAPER, contrast
from partnership.gallery import charts as gallery_charts

SVG = "{http://www.w3.org/2000/svg}"


def draw(chart: Chart) -> str:
    return engines["django"].from_string("{% chart c %}").render({"c": chart})


def svg_of(chart: Chart) -> ElementTree.Element:
    drawn = draw(chart)
    return ElementTree.fromstring(
        drawn[drawn.index("<svg") : drawn.rindex("</svg>") + 6]
    )


def drawing_of(chart: Chart) -> str:
    """What is drawn, under an id that does not come from the figures."""
    page = engines["django"].from_string('{% chart c prefix="chart" %}')
    return page.render({"c": chart})


def bars(**more) -> Chart:
    series = more.pop("series", [Series("2025", [40, 20])])
    return bar_chart(title="Gaps", labels=["Policies", "Staff"], series=series, **more)


@pytest.mark.parametrize(
    ("values", "unit", "scale"),
    [
        ([3, 17, 42], "", Scale(0, 60, 20)),
        ([231, 281], "", Scale(0, 300, 100)),
        ([61, 88], "%", Scale(0, 100, 25)),
        ([0.2, 0.9], "", Scale(0, 1.0, 0.25)),
        ([-30, 50], "", Scale(-40, 60, 20)),
        ([], "", Scale(0, 1, 0.25)),
        ([None, None], "", Scale(0, 1, 0.25)),
        ([0], "", Scale(0, 1, 0.25)),
    ],
)
def test_a_scale_begins_at_zero_and_ends_round(values, unit, scale):
    assert scale_for(values, unit) == scale


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (1234, "", "1,234"),
        (12.5, "%", "12.5%"),
        (12.0, "%", "12%"),
        (3, "children", "3"),
    ],
)
def test_figures_read_as_people_write_them(value, unit, words):
    assert number(value, unit) == words


def test_bars_are_as_long_as_their_figures():
    chart = bars()

    lengths = [
        [(bar["x"], bar["width"], bar["words"]) for bar in group["bars"]]
        for group in chart.drawing["groups"]
    ]

    assert lengths == [[(0.0, BAR_END, "40")], [(0.0, BAR_END / 2, "20")]]


def test_a_bar_below_zero_goes_the_other_way():
    chart = bars(series=[Series("Change", [-20, 20])])
    zero = chart.drawing["zero"]

    first, second = (group["bars"][0] for group in chart.drawing["groups"])

    assert (first["x"] + first["width"], second["x"]) == (zero, zero)


@pytest.mark.parametrize("status", ["", Status.MISSING])
def test_a_missing_figure_is_no_bar_and_no_zero(status):
    chart = bars(series=[Series("2025", [None, 20], [status, ""])])

    bar = chart.drawing["groups"][0]["bars"][0]

    assert (bar["is_drawn"], bar["words"]) == (False, "No figure")
    assert [row["cells"][0]["words"] for row in chart.rows] == ["No figure", "20"]


def test_a_suppressed_figure_leaves_no_trace_on_the_page():
    drawn = [
        drawing_of(bars(series=[Series("2025", [hidden, 977], ["suppressed", ""])]))
        for hidden in (3, 4)
    ]

    words = [
        row["cells"][0]["words"]
        for row in bars(series=[Series("2025", [3, 977], ["suppressed", ""])]).rows
    ]

    assert words == ["Suppressed", "977"]
    assert drawn[0] == drawn[1]


def test_a_provisional_figure_says_so():
    chart = bars(series=[Series("2025", [40, 20], ["", Status.PROVISIONAL])])

    assert chart.rows[1]["cells"][0]["words"] == "20 (provisional)"


def test_a_line_breaks_where_a_figure_is_missing():
    chart = line_chart(
        title="Plans",
        labels=["Q1", "Q2", "Q3", "Q4"],
        series=[Series("Wexcombe", [10, 12, None, 14])],
    )

    line = chart.drawing["lines"][0]

    assert [point["words"] for point in line["points"]] == ["10", "12", "14"]
    assert [
        (segment["from"]["words"], segment["to"]["words"])
        for segment in line["segments"]
    ] == [("10", "12")]
    assert chart.remarks == ["Gaps in a line mean there is no figure."]


def test_a_line_marks_what_is_suppressed_without_its_height():
    drawings = [
        line_chart(
            title="Plans",
            labels=["Q1", "Q2"],
            series=[Series("Wexcombe", [10, hidden], ["", Status.SUPPRESSED])],
        ).drawing
        for hidden in (1, 4)
    ]

    assert drawings[0] == drawings[1]
    assert len(drawings[0]["lines"][0]["suppressed"]) == 1


def test_the_higher_the_figure_the_higher_the_point():
    chart = line_chart(
        title="Plans", labels=["Q1", "Q2"], series=[Series("W", [0, 100])]
    )

    low, high = chart.drawing["lines"][0]["points"]

    assert (low["x"] < high["x"], low["y"] > high["y"]) == (True, True)


def test_few_labels_stand_under_a_long_line_the_last_among_them():
    labels = [f"Q{place}" for place in range(20)]

    chart = line_chart(title="Plans", labels=labels, series=[Series("W", [1] * 20)])

    assert [label["text"] for label in chart.drawing["labels"]] == [
        "Q3", "Q7", "Q11", "Q15", "Q19",
    ]  # fmt: skip


def test_the_parts_of_a_stack_fill_it():
    chart = stacked_chart(
        title="Answers",
        labels=["Policies"],
        series=[Series("Met", [30]), Series("Partly", [0]), Series("Not met", [10])],
    )

    parts = chart.drawing["rows"][0]["parts"]

    assert [(part["x"], part["width"], part["words"]) for part in parts] == [
        (0.0, 75.0, "30"),
        (75.0, 25.0, "10"),
    ]


def test_a_stack_with_a_part_unknown_says_so():
    chart = stacked_chart(
        title="Answers",
        labels=["Policies"],
        series=[Series("Met", [30]), Series("Not met", [2], [Status.SUPPRESSED])],
    )

    assert chart.drawing["rows"][0]["remark"] == "Not met: suppressed"


def test_series_of_another_length_are_refused():
    with pytest.raises(ValueError, match="2025 has not one figure for each label"):
        bars(series=[Series("2025", [1, 2, 3])])


def test_a_tone_that_is_none_is_refused():
    with pytest.raises(ValueError, match="puce is not a tone of charts"):
        bars(series=[Series("2025", [1, 2], tone="puce")])


@pytest.mark.parametrize("colour", [*MARKS, *TONES.values()])
def test_marks_stand_out_and_carry_white_text(colour):
    assert contrast(colour, PAPER) >= max(MARKS_ON_PAPER, TEXT_ON_PAPER)


@pytest.mark.parametrize("colour", [TEXT, QUIET])
def test_text_of_charts_is_legible(colour):
    assert contrast(colour, PAPER) >= TEXT_ON_PAPER


@pytest.mark.parametrize("name", ["bars", "line", "stacked"])
class TestTheDrawing:
    def test_begins_with_its_title_and_then_its_description(self, name):
        chart = gallery_charts()[name]

        drawing = svg_of(chart)
        first, second = list(drawing)[:2]

        assert (first.tag, first.text) == (f"{SVG}title", chart.title)
        assert (second.tag, second.text) == (f"{SVG}desc", chart.description)
        assert drawing.get("aria-labelledby") == f"{first.get('id')} {second.get('id')}"

    def test_carries_no_style_and_no_class_on_its_marks(self, name):
        parts = list(svg_of(gallery_charts()[name]).iter())[1:]

        assert [
            part.tag for part in parts if {"style", "class"} & set(part.keys())
        ] == []

    def test_uses_only_colours_that_are_tested(self, name):
        parts = list(svg_of(gallery_charts()[name]).iter())
        used = {part.get(key, "") for part in parts for key in ("fill", "stroke")}
        used = {colour for colour in used if colour.startswith("#")}

        assert used - {*MARKS, *TONES.values(), TEXT, QUIET, GRID} <= {PAPER, "#000000"}

    def test_stands_beside_its_figures_as_a_table(self, name):
        chart = gallery_charts()[name]

        drawn = draw(chart)

        assert drawn.count('<th scope="row"') == len(chart.labels)
        assert drawn.count("<td ") == len(chart.labels) * len(chart.series)

    def test_can_stand_twice_on_a_page(self, name):
        page = engines["django"].from_string(
            '{% chart c prefix="one" %}{% chart c prefix="two" %}'
        )

        drawn = page.render({"c": gallery_charts()[name]})
        ids = [piece.partition('"')[0] for piece in drawn.split(' id="')[1:]]

        assert len(ids) == len(set(ids)) >= 4


def test_series_differ_by_more_than_colour():
    chart = line_chart(
        title="Plans",
        labels=["Q1", "Q2"],
        series=[Series(str(place), [1, 2]) for place in range(4)],
    )

    for one, other in combinations(chart.keys, 2):
        assert (one.dash, one.marker) != (other.dash, other.marker)


def test_working_out_a_chart_takes_less_than_a_millisecond():
    began = time.perf_counter()
    for _ in range(50):
        gallery_charts()["bars"]

    # Three charts a turn; a busy machine gets ten times the goal.
    assert (time.perf_counter() - began) / 150 < 0.01
