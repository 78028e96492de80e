"""Addresses of pages are Django's; email addresses break after their @ alone."""

import pytest
from django import urls
from django.template import Context, Template

from partnership.pages.addresses import reverse
from partnership.templatetags.addresses import breakable
from tests.world import about
from tests.world import urls as site_map


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


def arguments(pattern) -> dict:
    """Something for each of its arguments: numbers for numbers."""
    return {
        name: 17 + place if type(converter).__name__ == "IntConverter" else "a b"
        for place, (name, converter) in enumerate(pattern.pattern.converters.items())
    }


def test_every_address_is_the_one_django_gives():
    ours, theirs = {}, {}
    for name, pattern in site_map().items():
        kwargs = arguments(pattern)
        try:
            theirs[name] = urls.reverse(name, kwargs=kwargs)
        except urls.NoReverseMatch:
            continue
        ours[name] = reverse(name, kwargs=kwargs)
        if about(pattern) and list(kwargs) == ["pk"]:
            assert reverse(name, args=[17]) == theirs[name]

    assert ours == theirs
    assert len(ours) > 200


@pytest.mark.parametrize("pk", [-1, "x", None, 1.5])
def test_what_is_no_number_is_refused_as_django_refuses_it(pk):
    with pytest.raises(urls.NoReverseMatch):
        reverse("partnership:person", kwargs={"pk": pk})


def test_the_tag_writes_or_keeps_an_address():
    source = (
        "{% url 'partnership:person' pk=pk %} "
        "{% url 'partnership:people' as people %}{{ people }} "
        "{% url 'partnership:nowhere' as nowhere %}[{{ nowhere }}]"
    )
    drawn = Template(source).render(Context({"pk": 7}))
    assert drawn == "/people/7/ /people/ []"

    with pytest.raises(urls.NoReverseMatch):
        Template("{% url 'partnership:nowhere' %}").render(Context())
