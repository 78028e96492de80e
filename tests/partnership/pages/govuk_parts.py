"""The parts of GOV.UK Frontend that stand round fields: labels, legends, summaries."""

import re

from crispy_forms.layout import HTML
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from partnership.pages.forms import bases, layout
from partnership.pages.forms.drawing import (
    element,
    error_message,
    label,
    merged,
)
from tests.partnership.pages.govuk_options import (
    attributes,
    check_empty,
    size_and_attrs,
    taken,
    words,
)


def build_label(options: dict) -> str:
    text, heading = words(options), taken(options, "isPageHeading")
    own_for = taken(options, "for")
    attrs = {**merged("govuk-label", attributes(options)), "for": own_for}
    check_empty(options)
    return label(text, attrs, heading=heading)


def build_hint(options: dict) -> str:
    id_ = taken(options, "id")
    attrs = {"id": id_, **merged("govuk-hint", attributes(options))}
    text = words(options)
    check_empty(options)
    return element("div", attrs, text)


def build_error_message(options: dict) -> str:
    id_ = taken(options, "id")
    attrs = {"id": id_, **merged("govuk-error-message", attributes(options))}
    text = words(options)
    check_empty(options)
    return error_message(text, attrs)


def build_fieldset(options: dict) -> str:
    legend = taken(options, "legend")
    content = [HTML(html)] if (html := taken(options, "html")) else []
    attrs = attributes(options) | {
        "role": taken(options, "role"),
        "aria-describedby": taken(options, "describedBy"),
    }
    look = size_and_attrs(legend, "govuk-fieldset__legend")
    fieldset = layout.Fieldset(
        words(legend),
        *content,
        size=look["label_size"],
        heading=look["heading"],
        legend_attrs=look["label_attrs"],
        attrs=attrs,
    )
    check_empty(legend)
    check_empty(options)
    return fieldset.render(bases.Form(), Context())


def build_error_summary(options: dict) -> str:
    def text(name: str) -> str:
        html = taken(options, f"{name}Html")
        return SafeString(html) if html else taken(options, f"{name}Text", "")

    errors = []
    for item in taken(options, "errorList", []):
        errors.append((words(item), taken(item, "href", "")))
        check_empty(item)
    context = {"title": text("title"), "description": text("description")}
    check_empty(options)
    return render_to_string("govuk/error_summary.html", {**context, "errors": errors})


def build_button(options: dict) -> str:
    attrs = attributes(options)
    if own_id := taken(options, "id"):
        attrs["id"] = own_id
    kind = ""
    if found := re.search(r"govuk-button--(\w+)", attrs.get("class", "")):
        kind = found[1]
        attrs["class"] = attrs["class"].replace(found[0], "").strip()
    button = layout.Button(
        words(options),
        kind=kind,
        attrs=attrs,
        once=taken(options, "preventDoubleClick"),
        **{
            name: taken(options, name)
            for name in ("name", "value", "type", "href", "disabled")
            if name in options
        },
    )
    check_empty(options)
    return str(button)
