"""The structure as a tree and a drawing, and groups that would be above themselves."""

from datetime import date

import pytest

from partnership.guards.outcomes import Refused
from subgroups.structure import services as structure
from subgroups.structure.chart import drawing_of, in_order, tree_of
from subgroups.structure.models import Subgroup
from tests.subgroups.factories import SubgroupFactory
from tests.subgroups.pages import page, url, words

Kind = Subgroup.Kind


@pytest.fixture
def executive(partnership):
    return SubgroupFactory(
        organisation__name="Executive", kind=Kind.EXECUTIVE, reports_to=partnership
    )


@pytest.fixture
def learning(executive):
    return SubgroupFactory(
        organisation__name="Learning", reports_to=executive.organisation
    )


@pytest.fixture
def minibuses(learning, executive):
    """A part of Learning that reports straight to the executive."""
    return SubgroupFactory(
        organisation__name="Minibuses",
        kind=Kind.TASK,
        parent=learning,
        reports_to=executive.organisation,
        finishes_on=date(2026, 3, 31),
    )


def drawn() -> list[tuple[str, int]]:
    groups = Subgroup.objects.open().select_related("organisation", "parent")
    return [(str(node.subgroup), node.depth) for node in in_order(tree_of(groups))]


def place(group, by, **changes):
    facts = {
        name: getattr(group, name)
        for name in ("kind", "reports_to", "parent", "finishes_on")
    }
    structure.edit_subgroup(group, **{**facts, **changes}, by=by)


def test_each_group_stands_under_the_one_it_belongs_to(group, minibuses):
    assert drawn() == [
        ("Executive", 0),
        ("Learning", 1),
        ("Minibuses", 2),
        ("Education subgroup", 0),
    ]


def test_a_dashed_line_leads_to_where_a_part_reports(minibuses):
    groups = Subgroup.objects.open().select_related("organisation", "parent")
    drawing = drawing_of(tree_of(groups))

    assert sum(line.is_dashed for line in drawing.lines) == 3
    assert len(drawing.boxes) == 3
    tops = [box.y for box in drawing.boxes]
    ends = [box.y + box.height for box in drawing.boxes]
    assert all(end < top for end, top in zip(ends, tops[1:], strict=False))
    assert drawing.height > ends[-1]


def test_groups_in_a_circle_are_still_drawn(executive, learning):
    Subgroup.objects.filter(pk=executive.pk).update(reports_to=learning.organisation)

    assert sorted(name for name, _ in drawn()) == ["Executive", "Learning"]


@pytest.mark.parametrize("field", ["parent", "reports_to"])
def test_a_group_cannot_end_up_above_itself(executive, learning, amara, field):
    Subgroup.objects.filter(pk=learning.pk).update(parent=executive)
    above = {"parent": learning, "reports_to": learning.organisation}[field]

    with pytest.raises(Refused, match="above itself") as refusal:
        place(executive, amara, **{field: above})
    assert refusal.value.field == field


def test_only_a_task_and_finish_group_finishes(learning, amara):
    with pytest.raises(Refused, match="Only a task and finish group"):
        place(learning, amara, finishes_on=date(2026, 3, 31))

    place(learning, amara, kind=Kind.TASK, finishes_on=date(2026, 3, 31))
    learning.refresh_from_db()
    assert learning.get_kind_display() == "Task and finish group"


def test_the_page_has_the_drawing_and_the_list(client_of, amara, minibuses):
    response = client_of(amara).get(url("chart"))

    drawing = page(response).select_one("svg[role=img]")
    assert [text.get_text() for text in drawing.select("text")][:2] == [
        "Executive",
        "Executive",
    ]
    assert (
        "Minibuses Task and finish group, finishes on 31 Mar 2026, part of Learning"
    ) in words(response)


def test_others_see_only_their_own_group_in_it(client_of, mo, group, minibuses):
    text = words(client_of(mo).get(url("chart")))

    assert "Education subgroup" in text
    assert "Minibuses" not in text
