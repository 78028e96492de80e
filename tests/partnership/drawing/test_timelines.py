"""Work over months as geometry and as a drawing: shapes tell apart what colours do."""

from datetime import date
from xml.etree import ElementTree

import pytest
from django.template import engines

from partnership.drawing.timelines import (
    LOOKS,
    PLOT_LEFT,
    PLOT_RIGHT,
    Kind,
    Mark,
    Row,
    Timeline,
)
from partnership.gallery import months

SVG = "{http://www.w3.org/2000/svg}"
TODAY = date(2025, 10, 22)


def timeline(*rows, first=date(2025, 4, 1), last=date(2026, 3, 31), today=TODAY):
    return Timeline("Neglect", "Some rows.", first, last, today, rows)


def row(day, kind=Kind.DUE, begins=None, was=None, label="Do it"):
    return Row(label, [Mark(kind, day, f"By {day}", begins)], was)


def svg_of(figure) -> ElementTree.Element:
    drawn = engines["django"].from_string("{% timeline t %}").render({"t": figure})
    return ElementTree.fromstring(
        drawn[drawn.index("<svg") : drawn.rindex("</svg>") + 6]
    )


@pytest.mark.parametrize(
    ("day", "x"),
    [
        (date(2025, 4, 1), PLOT_LEFT),
        (date(2024, 1, 1), PLOT_LEFT),
        (date(2026, 4, 1), PLOT_RIGHT),
        (date(2030, 1, 1), PLOT_RIGHT),
    ],
)
def test_what_lies_outside_stands_at_the_edge(day, x):
    assert timeline().x(day) == x


def test_months_are_whole_and_in_proportion():
    figure = timeline(first=date(2025, 4, 20), last=date(2025, 5, 2))

    assert (figure.first, figure.last) == (date(2025, 4, 1), date(2025, 5, 31))
    middle = figure.x(date(2025, 5, 1))
    assert middle == pytest.approx(
        PLOT_LEFT + (PLOT_RIGHT - PLOT_LEFT) * 30 / 61, abs=0.01
    )


@pytest.mark.parametrize(
    ("last", "texts"),
    [
        (date(2025, 12, 31), "Apr May Jun Jul Aug Sep Oct Nov Dec"),
        (date(2028, 3, 31), "Apr Jul Oct Jan Apr Jul Oct Jan Apr Jul Oct Jan"),
    ],
)
def test_no_more_months_are_named_than_fit(last, texts):
    drawing = timeline(last=last).drawing

    named = [month for month in drawing["months"] if month["text"]]
    assert " ".join(month["text"] for month in named) == texts
    years = [month["year"] for month in named if month["year"]]
    assert years == [str(year) for year in range(2025, last.year + 1)][: len(years)]


@pytest.mark.parametrize(
    ("today", "is_drawn"),
    [(date(2025, 3, 31), False), (TODAY, True), (date(2026, 4, 1), False)],
)
def test_today_has_a_line_only_within_the_months(today, is_drawn):
    drawing = timeline(today=today).drawing

    assert (drawing["today"] is not None) == is_drawn


def test_time_before_a_day_is_a_bar_and_a_moved_day_is_marked():
    figure = timeline(
        row(date(2025, 12, 31), begins=date(2025, 12, 1), was=date(2025, 6, 30))
    )

    [drawn] = figure.drawing["rows"]
    [mark] = drawn["marks"]
    assert mark["begins"] == figure.x(date(2025, 12, 1))
    assert mark["width"] > 0
    assert (drawn["was"], drawn["moved_to"]) == (
        figure.x(date(2025, 6, 30)),
        mark["x"],
    )


def test_a_long_label_is_cut_after_two_lines():
    [drawn] = timeline(row(TODAY, label="Bring it to the board " * 9)).drawing["rows"]

    assert len(drawn["texts"]) == 2
    assert drawn["texts"][1]["text"].endswith(" …")


def test_each_kind_has_its_own_shape_and_only_what_is_drawn_is_explained():
    paths = [path for _, _, path in LOOKS.values()]
    figure = timeline(row(TODAY), row(TODAY, Kind.LATE))

    assert len(set(paths)) == len(Kind)
    assert [entry["words"] for entry in figure.drawing["legend"]] == [
        "To be done",
        "Overdue",
    ]


def test_the_drawing_has_a_title_and_says_each_mark_in_words():
    svg = svg_of(months())

    assert svg.get("role") == "img"
    assert svg[0].tag == f"{SVG}title"
    labelled = svg.get("aria-labelledby").split()
    assert [svg[0].get("id"), svg[1].get("id")] == labelled
    texts = {text.text for text in svg.iter(f"{SVG}text")}
    assert {"Today", "Overdue", "Complete", "Apr", "2025"} <= texts
    titles = {title.text for title in svg.iter(f"{SVG}title")}
    assert "Due by 30 September 2025" in titles


def test_it_is_drawn_with_presentation_attributes_alone():
    parts = list(svg_of(months()).iter())

    assert [part for part in parts if part.get("style") or part.get("class")] == [
        parts[0]
    ]
    assert not any(part.tag == f"{SVG}style" for part in parts)
