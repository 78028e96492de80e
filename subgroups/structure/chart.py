"""The structure as a tree and as a drawing. Makes no queries.

As in charts, widths are percentages and heights are pixels, so that the drawing fits a
phone and its text keeps its size.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from textwrap import wrap

from subgroups.structure.models import Subgroup

STEP, RIGHT = 7.0, 93.0
CHARACTERS, MOST_LINES = 26, 3
LINE_HEIGHT, PADDING, GAP = 18, 10, 14
# Deeper groups are drawn at this depth.
DEEPEST = 5


@dataclass
class Node:
    """A group in the tree, with the groups within it."""

    subgroup: Subgroup
    depth: int = 0
    within: list["Node"] = field(default_factory=list)

    @property
    def reports_elsewhere(self) -> bool:
        """Whether it reports to another group than the one it is part of."""
        parent = self.subgroup.parent
        return parent is not None and (
            parent.organisation_id != self.subgroup.reports_to_id
        )


@dataclass(frozen=True)
class Box:
    """A group as drawn."""

    node: Node
    x: float
    y: int
    height: int
    lines: tuple[tuple[str, int], ...]

    @property
    def width(self) -> float:
        return RIGHT - self.x

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


@dataclass(frozen=True)
class Line:
    x1: float
    y1: int
    x2: float
    y2: int
    is_dashed: bool = False


@dataclass(frozen=True)
class Drawing:
    """Boxes and the lines between them."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    height: int


def tree_of(groups: Iterable[Subgroup]) -> list[Node]:
    """The groups under those they belong to, by name. One whose own is not among them
    stands at the top.
    """
    nodes = {group.pk: Node(group) for group in groups}
    of_organisation = {node.subgroup.organisation_id: node for node in nodes.values()}
    within = defaultdict(list)
    for node in nodes.values():
        group = node.subgroup
        above = nodes.get(group.parent_id) or of_organisation.get(group.reports_to_id)
        within[above.subgroup.pk if above else None].append(node)
    top, placed = within[None], set()
    _place(top, within, placed, depth=0)
    # Whatever goes round in a circle is shown at the top too.
    for node in nodes.values():
        if node.subgroup.pk not in placed:
            top.append(node)
            _place([node], within, placed, depth=0)
    return top


def _place(nodes: list[Node], within: dict, placed: set[int], *, depth: int) -> None:
    nodes.sort(key=lambda node: (node.subgroup.kind, node.subgroup.organisation.name))
    for node in nodes:
        placed.add(node.subgroup.pk)
        node.depth = depth
        node.within = [
            below
            for below in within[node.subgroup.pk]
            if below.subgroup.pk not in placed
        ]
        _place(node.within, within, placed, depth=depth + 1)


def in_order(nodes: list[Node]) -> list[Node]:
    """The nodes of a tree from top to bottom."""
    return [one for node in nodes for one in (node, *in_order(node.within))]


def drawing_of(nodes: list[Node]) -> Drawing:
    """The tree as boxes under each other, each further in than the one above it.

    A dashed line leads from a group to where it reports, if that is elsewhere.
    """
    boxes: dict[int, Box] = {}
    y = 2
    for node in in_order(nodes):
        box = _box(node, y)
        boxes[node.subgroup.pk] = box
        y += box.height + GAP
    lines = [line for box in boxes.values() for line in _branches(box, boxes)]
    by_organisation = {box.node.subgroup.organisation_id: box for box in boxes.values()}
    for box in boxes.values():
        above = by_organisation.get(box.node.subgroup.reports_to_id)
        if box.node.reports_elsewhere and above is not None:
            lines += _dashed(box, above)
    return Drawing(tuple(boxes.values()), tuple(lines), y)


def _box(node: Node, y: int) -> Box:
    words = wrap(node.subgroup.organisation.name, CHARACTERS, max_lines=MOST_LINES)
    lines = [*words, node.subgroup.get_kind_display()]
    return Box(
        node=node,
        x=min(node.depth, DEEPEST) * STEP + 0.5,
        y=y,
        height=len(lines) * LINE_HEIGHT + PADDING,
        lines=tuple(
            (text, y + PADDING // 2 + 13 + LINE_HEIGHT * place)
            for place, text in enumerate(lines)
        ),
    )


def _branches(box: Box, boxes: dict[int, Box]) -> list[Line]:
    below = [boxes[node.subgroup.pk] for node in box.node.within]
    if not below:
        return []
    x = box.x + STEP / 3
    down = Line(x, box.y + box.height, x, below[-1].middle)
    return [down, *(Line(x, one.middle, one.x, one.middle) for one in below)]


def _dashed(box: Box, above: Box) -> list[Line]:
    x = RIGHT + 3
    corners = [(RIGHT, box.middle), (x, box.middle), (x, above.middle),
               (RIGHT, above.middle)]  # fmt: skip
    return [
        Line(x1, y1, x2, y2, is_dashed=True)
        for (x1, y1), (x2, y2) in zip(corners, corners[1:], strict=False)
    ]
