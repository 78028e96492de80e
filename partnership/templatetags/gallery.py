"""The gallery's tag, which shows an example of a component and its code."""

from textwrap import dedent

from django import template
from django.template.base import TokenType
from django.template.loader import get_template

register = template.Library()

WRITTEN = {
    TokenType.BLOCK: "{{% {} %}}",
    TokenType.VAR: "{{{{ {} }}}}",
    TokenType.COMMENT: "{{# {} #}}",
    TokenType.TEXT: "{}",
}


class ExampleNode(template.Node):
    """The content between `example` and `endexample`, rendered and as code."""

    def __init__(self, names, nodelist, call):
        self.names, self.nodelist, self.call = names, nodelist, call

    def render(self, context):
        return get_template("gallery/_example.html").render(
            {
                "names": self.names,
                "drawn": self.nodelist.render(context),
                "call": self.call,
            }
        )


@register.tag
def example(parser, token):
    """An example; the arguments name the components it shows."""
    names = token.split_contents()[1:]
    tokens = []
    while parser.tokens:
        tokens.append(parser.next_token())
        if tokens[-1].contents == "endexample":
            break
    parser.tokens.extend(reversed(tokens))
    nodelist = parser.parse(("endexample",))
    parser.delete_first_token()
    call = "".join(
        WRITTEN[each.token_type].format(each.contents) for each in tokens[:-1]
    )
    return ExampleNode(names, nodelist, dedent(call.strip("\n")).strip())
