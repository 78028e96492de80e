"""What a person reads of an answer."""


def html_of(response) -> str:
    """A page without the places where an address may break, which nobody reads."""
    return response.content.decode().replace("<wbr>", "")


def in_one_line(text: str) -> str:
    """A text without line breaks, which templates have anywhere."""
    return " ".join(text.split())
