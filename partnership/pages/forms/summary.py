"""The error summary, with each error linked to its input."""

from collections.abc import Iterator

from django.forms import BaseForm
from django.forms.formsets import BaseFormSet

from partnership.pages.forms.options import drawing_of


def first_input(form: BaseForm) -> str:
    """The id of the first visible input, or None."""
    for bound in form.visible_fields():
        return drawing_of(bound).first_id
    return ""


def _errors_of(form: BaseForm | BaseFormSet) -> Iterator[tuple[str, str]]:
    """Each message with the id of its input."""
    if isinstance(form, BaseFormSet):
        start = first_input(form.forms[0]) if form.forms else ""
        yield from ((error, start) for error in form.non_form_errors())
        for row in form.forms:
            yield from _errors_of(row)
        return
    start = first_input(form)
    yield from ((error, start) for error in form.non_field_errors())
    for bound in form:
        href = start if bound.is_hidden else drawing_of(bound).first_id
        yield from ((error, href) for error in bound.errors)


def errors_of(*forms: BaseForm | BaseFormSet | None) -> list[tuple[str, str]]:
    """Messages with links, in the order of the fields on the page."""
    return [
        (message, f"#{href}" if href else "")
        for form in forms
        if form and form.is_bound
        for message, href in _errors_of(form)
    ]
