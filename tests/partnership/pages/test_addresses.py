"""Email addresses break after their @ and nowhere else, and stay hostile-proof."""

import pytest

from partnership.templatetags.addresses import breakable


@pytest.mark.parametrize(
    ("address", "html"),
    [
        ("mo@wexcombe.example", "mo@<wbr>wexcombe.example"),
        ("None", "None"),
        ("", ""),
        ('"<b>@x"@a&b.example', "&quot;&lt;b&gt;@x&quot;@<wbr>a&amp;b.example"),
    ],
)
def test_an_address_breaks_once_and_is_escaped(address, html):
    assert breakable(address) == html
