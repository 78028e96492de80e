"""Two editions side by side: what is the same, changed, added and removed."""

from datetime import date

import pytest

from partnership.pages.comparing import compare_texts
from subgroups.terms.comparing import compare
from subgroups.terms.models import TermsOfReference


def marked(lines) -> list[str]:
    """Lines with what is changed in brackets."""
    return [
        "".join(f"[{one.text}]" if one.is_changed else one.text for one in line)
        for line in lines
    ]


@pytest.mark.parametrize(
    ("before", "after", "change", "earlier", "later"),
    [
        ("To listen", "To listen ", "Same", ["To listen"], ["To listen"]),
        ("", "New", "Added", [], ["[New]"]),
        ("Old", " \n", "Removed", ["[Old]"], []),
        (
            "Meets each term in Denholt",
            "Meets each month in Denholt",
            "Changed",
            ["Meets each [term] in Denholt"],
            ["Meets each [month] in Denholt"],
        ),
        (
            "- One\n- Two",
            "- One\n- Two\n- Three",
            "Changed",
            ["- One", "- Two"],
            ["- One", "- Two", "[- Three]"],
        ),
        (
            "- One\n- Two",
            "- Two",
            "Changed",
            ["[- One]", "- Two"],
            ["- Two"],
        ),
        (
            "The chair decides",
            "Nothing in common whatsoever",
            "Changed",
            ["[The chair decides]"],
            ["[Nothing in common whatsoever]"],
        ),
    ],
)
def test_a_part_in_both(before, after, change, earlier, later):
    found = compare_texts("Purpose", before, after)

    assert found.change == change
    assert found.is_same == (change == "Same")
    assert (marked(found.earlier), marked(found.later)) == (earlier, later)


def test_every_part_that_either_has_is_compared():
    earlier = TermsOfReference(purpose="To listen", deputies="None")
    later = TermsOfReference(
        purpose="To listen", quorum="Half", review_on=date(2027, 3, 1)
    )

    assert [(part.title, part.change) for part in compare(earlier, later)] == [
        ("Purpose", "Same"),
        ("Deputies", "Removed"),
        ("Quorum", "Added"),
        ("Review date", "Added"),
    ]
    assert marked(compare(earlier, later)[-1].later) == ["[1 March 2027]"]
