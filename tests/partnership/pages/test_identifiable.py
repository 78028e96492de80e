"""Text that might identify a child is noticed; governance prose is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.pages.forms.identifiable import (
    UPN_LETTERS,
    is_upn,
    looks_child_identifiable,
)

UPN = "a unique pupil number"
NHS = "an NHS number"
BORN = "a name with a date of birth"


def upn(rest: str) -> str:
    """The only letter that belongs before twelve characters, found by trying."""
    (letter,) = [at for at in UPN_LETTERS if is_upn(at, rest[:11], rest[11])]
    return letter + rest


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # 1×2 = 2, the third letter of the table; 13×1 = 13, the fourteenth.
        ("C100000000000", (UPN,)),
        ("see P000000000001.", (UPN,)),
        ("see p000000000001.", (UPN,)),
        ("temporary P00000000000B", (UPN,)),
        ("D100000000000", ()),
        ("P000000000002", ()),
        ("XC100000000000", ()),
        # The numbers that NHS test data are built of, and one digit away from them.
        ("943 476 5919", (NHS,)),
        ("number 9434765919", (NHS,)),
        ("401-023-2137", (NHS,)),
        ("943 476 5918", ()),
        ("0000000000", ()),
        ("02079460958", ()),
        ("99434765919", ()),
        ("Jordan Ash, born 3 May 2014", (BORN,)),
        ("Jordan DOB: 03/05/2014", (BORN,)),
        ("Jordan d.o.b. 3.5.14", (BORN,)),
        ("Date of birth is 2014-05-03 for Jordan", (BORN,)),
        ("Jordan Ash (03/05/2014) was seen", (BORN,)),
        ("Jordan Ash, (3rd May 2014)", (BORN,)),
        ("a child born 3 May 2014", ()),
        ("Amara Okafor to report by 12 June 2026", ()),
        ("Elm Primary School (12/06/2026) replied", ()),
        ("Record the date of birth from 1 September 2026 on", ()),
        ("Meeting of 21 October 2025: 15 present, 9 apologies", ()),
        ("273 of 300 schools, URN 123456, ring 01632 960123", ()),
        ("", ()),
        ("Jordan, born 3 May 2014, NHS 943 476 5919", (NHS, BORN)),
    ],
)
def test_what_might_identify_a_child(text, found):
    assert looks_child_identifiable(text) == found


@given(st.from_regex(r"[0-9]{11}[0-9A-HJ-NP-RT-Z]", fullmatch=True))
def test_each_pupil_number_has_exactly_one_check_letter(rest):
    assert looks_child_identifiable(f"about {upn(rest)}.")[0] == UPN


@given(st.text())
def test_no_text_is_too_odd_to_look_at(text):
    assert set(looks_child_identifiable(text)) <= {UPN, NHS, BORN}
