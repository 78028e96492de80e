"""Longer text: what becomes a paragraph, a heading or a list, and that it is safe."""

import pytest
from django.template import Context, Template

from partnership.pages.prose import blocks


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("One\n\nTwo", [("paragraph", ("One",)), ("paragraph", ("Two",))]),
        ("- One\n\n• Two\n* Three", [("points", ("One", "Two", "Three"))]),
        ("Of:\n- One\nThen", [
            ("paragraph", ("Of:",)), ("points", ("One",)), ("paragraph", ("Then",)),
        ]),
        ("## Chair\nOne", [("heading", ("Chair",)), ("paragraph", ("One",))]),
        ("1. One\n2) Two", [("steps", ("One", "Two"))]),
        ("#hashtag", [("paragraph", ("#hashtag",))]),
        ("##", [("paragraph", ("##",))]),
        ("-5 degrees", [("paragraph", ("-5 degrees",))]),
        ("1.1 The chair", [("paragraph", ("1.1 The chair",))]),
        ("2026. A year", [("paragraph", ("2026. A year",))]),
    ],
)  # fmt: skip
def test_what_a_line_becomes(text, found):
    assert [(block.kind, block.lines) for block in blocks(text)] == found


def test_steps_that_do_not_follow_on_begin_another_list():
    found = blocks("1. One\n2. Two\nBetween\n3. Three\n1. Again")

    assert [(block.kind, block.start, block.lines) for block in found] == [
        ("steps", 1, ("One", "Two")),
        ("paragraph", 1, ("Between",)),
        ("steps", 3, ("Three",)),
        ("steps", 1, ("Again",)),
    ]


def test_markup_stays_text():
    drawn = Template("{% prose text level=2 %}").render(
        Context({"text": "## <b>\n- <script>\n3. <i>\n<u>"})
    )

    assert "<h2" in drawn
    assert 'start="3"' in drawn
    for mark in ("<b>", "<script>", "<i>", "<u>"):
        assert mark not in drawn
        assert mark.replace("<", "&lt;").replace(">", "&gt;") in drawn
