"""The error summary: each error of a page with the input it is about."""

from django.forms import BaseForm
from django.forms.formsets import BaseFormSet

from partnership.foundation.forms.options import drawing_of


def first_input(form: BaseForm) -> str:
    """The id of the first input anyone can see, or nothing."""
    for bound in form.visible_fields():
        return drawing_of(bound).first_id
    return ""


def errors_of(*forms: BaseForm | BaseFormSet) -> list[tuple[str, str]]:
    """Messages with their links, in the order of the fields on the page."""
    found: list[tuple[str, str]] = []
    for form in forms:
        if not form or not form.is_bound:
            continue
        if isinstance(form, BaseFormSet):
            start = first_input(form.forms[0]) if form.forms else ""
            found += [(error, start) for error in form.non_form_errors()]
            found += errors_of(*form.forms)
            continue
        start = first_input(form)
        found += [(error, start) for error in form.non_field_errors()]
        for bound in form:
            href = start if bound.is_hidden else drawing_of(bound).first_id
            found += [(error, href) for error in bound.errors]
    return [(message, f"#{href}" if href else "") for message, href in found]
