"""Turning a function into a component: a strict tag that renders one template."""

from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from zlib import crc32

from django.template import Library, TemplateSyntaxError
from django.template.loader import get_template
from django.utils.safestring import SafeString

# How many drawn labels are kept of each component.
KEPT = 500
# Other objects, such as those that are translated late, may read otherwise tomorrow.
TEXT = {str, SafeString}


def component_of(register: Library) -> Callable:
    """The decorator that makes a function a tag of this library.

    The tag renders components/<name of the function>.html with the returned context.
    With `block`, the content up to the end tag is the first argument; with `context`,
    the page's context is. A `label` repeats on every row of a list, so it is kept once
    drawn; it may depend on nothing but its arguments.
    """

    def component(
        *, block: bool = False, context: bool = False, label: bool = False
    ) -> Callable:
        def decorate(function: Callable) -> Callable:
            name = function.__name__

            @wraps(function)
            def draw(*args, **kwargs) -> str:
                drawing = get_template(f"components/{name}.html")
                drawn = drawing.render(function(*args, **kwargs))
                # Stripping a safe string loses its escaping mark.
                return SafeString(drawn.strip())

            if label:
                draw = _kept(draw)
            make = register.simple_block_tag if block else register.simple_tag
            make(draw, takes_context=context or None, name=name)
            return draw

        return decorate

    return component


def _kept(draw: Callable) -> Callable:
    """Keep what was drawn of text, apart for text that is safe and text that is not."""
    kept = lru_cache(KEPT, typed=True)(draw)

    @wraps(draw)
    def draw_or_reuse(*args, **kwargs) -> str:
        given = map(type, (*args, *kwargs.values()))
        return (kept if TEXT.issuperset(given) else draw)(*args, **kwargs)

    return draw_or_reuse


def one_of(value: str, permitted: Iterable[str], what: str) -> str:
    """The value, or an error for the author of the template."""
    if value not in permitted:
        choices = ", ".join(sorted(repr(each) for each in permitted))
        raise TemplateSyntaxError(f"{what} {value!r} is not one of {choices}")
    return value


def mark(*parts: object) -> str:
    """A short id that is the same each time the same thing is rendered."""
    return f"{crc32('|'.join(map(str, parts)).encode()):08x}"
