"""GOV.UK Frontend's fixtures as Django forms: each option of a macro becomes an
argument of a field, a widget or a layout. An option nobody takes makes the fixture
one that a form cannot ask for, unless `EXCEPTIONS` in the test says otherwise.
"""

import copy
import re
from collections.abc import Callable
from typing import Any

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django import forms as django_forms
from django.core.exceptions import ValidationError

from partnership.pages.forms import bases, dates, fields, files, widgets
from partnership.pages.forms.widgets import PARTS
from tests.partnership.pages.govuk_options import (
    NotAskedFor,
    attributes,
    check_empty,
    size_and_attrs,
    taken,
    words,
)
from tests.partnership.pages.govuk_parts import (
    build_button,
    build_error_message,
    build_error_summary,
    build_fieldset,
    build_hint,
    build_label,
)


def question(options: dict, name: str = "label", prefix: str = "govuk-label") -> dict:
    """The arguments that every field has: label, hint, group."""
    label = taken(options, name, {})
    hint = taken(options, "hint", {})
    group = taken(options, "formGroup", {})
    arguments = {
        "label": words(label),
        **size_and_attrs(label, prefix),
        "help_text": words(hint),
        "hint_attrs": attributes(hint),
        "group_attrs": attributes(group),
        "required": False,
        "disabled": bool(taken(options, "disabled", False)),
    }
    for rest in (label, hint, group):
        check_empty(rest)
    return arguments


def widget_attrs(options: dict, *names: str) -> dict[str, Any]:
    attrs = attributes(options)
    for name in names:
        value = taken(options, name)
        if value is not None:
            attrs[name] = str(value).lower() if isinstance(value, bool) else value
    if described := taken(options, "describedBy"):
        attrs["aria-describedby"] = described
    return attrs


def drawn(
    name: str, field, *, id: str, error: dict | None, value=None, data=None, parts=()
) -> str:
    """The field as the pack draws it, in a form bound only where there is an error."""
    form_class = type("Built", (bases.Form,), {name: field, "mark_optional": False})
    field.widget.attrs.setdefault("id", id)
    if error is None:
        form = form_class(initial={name: value})
    else:
        form = form_class(data if data is not None else {name: value})
        form.errors.clear()
        message = ValidationError(words(error), params={"parts": parts})
        check_empty(error)
        form.add_error(name, message)
    return as_crispy_field(form[name])


def build_input(options: dict, field=fields.CharField, widget=None, **more) -> str:
    name = taken(options, "name")
    widget = widget or django_forms.TextInput()
    if kind := taken(options, "type"):
        widget.input_type = kind
    affixes = {side: taken(options, side, {}) for side in ("prefix", "suffix")}
    wrapper = taken(options, "inputWrapper", {})
    arguments = {
        **question(options),
        **{side: words(affix) for side, affix in affixes.items()},
        "wrapper_attrs": attributes(wrapper),
        "attrs": widget_attrs(
            options,
            "inputmode",
            "autocomplete",
            "autocapitalize",
            "pattern",
            "spellcheck",
        ),
    }
    for affix in affixes.values():
        check_empty(affix)
    place = {"id": taken(options, "id", name), "error": taken(options, "errorMessage")}
    value = taken(options, "value")
    check_empty(options)
    built = field(widget=widget, **arguments, **more)
    return drawn(name, built, value=value, **place)


def build_password(options: dict) -> str:
    return build_input(options, widget=django_forms.PasswordInput(render_value=True))


def build_textarea(options: dict, **more) -> str:
    name = taken(options, "name")
    arguments = {
        **question(options),
        "rows": taken(options, "rows", 5),
        "attrs": widget_attrs(options, "autocomplete", "spellcheck"),
    }
    place = {"id": taken(options, "id", name), "error": taken(options, "errorMessage")}
    value = taken(options, "value")
    check_empty(options)
    return drawn(name, fields.TextField(**arguments, **more), value=value, **place)


TRANSLATED = re.compile(r"(\w+)Text")


def translations(options: dict) -> dict[str, str]:
    """The words of a component's script, as the attributes that carry them."""
    found = {}
    for name in [name for name in options if TRANSLATED.fullmatch(name)]:
        key = re.sub("([A-Z])", r"-\1", TRANSLATED.fullmatch(name)[1]).lower()
        value = options.pop(name)
        plurals = value if isinstance(value, dict) else {"": value}
        for plural, text in plurals.items():
            found[f"data-i18n.{key}{'.' if plural else ''}{plural}"] = text
    return found


def build_character_count(options: dict) -> str:
    group = options.setdefault("formGroup", {})
    limit, count = taken(options, "maxlength"), taken(options, "countType", "")
    if limit is None:
        raise NotAskedFor("no limit")
    if "textareaDescriptionText" in options:
        raise NotAskedFor("own words for the limit")
    threshold = taken(options, "threshold")
    group["attributes"] = translations(options)
    return build_textarea(options, limit=limit, count=count, threshold=threshold)


def build_file(options: dict) -> str:
    name = taken(options, "name")
    enhanced = bool(taken(options, "javascript"))
    widget = django_forms.FileInput()
    widget.allow_multiple_selected = bool(taken(options, "multiple"))
    words_of_script = translations(options)
    wrapper = {"attributes": taken(options, "wrapperAttributes", {})}
    wrapper["classes"] = taken(options, "wrapperClasses")
    arguments = {
        **question(options),
        "enhanced": enhanced,
        "wrapper_attrs": {
            **attributes(wrapper),
            **(words_of_script if enhanced else {}),
        },
    }
    attrs = widget_attrs(options)
    place = {"id": taken(options, "id", name), "error": taken(options, "errorMessage")}
    check_empty(options)
    field = files.FileField(widget=widget, **arguments)
    del field.widget.attrs["accept"]
    field.widget.attrs.update(attrs)
    return drawn(name, field, **place)


def build_select(options: dict) -> str:
    name = taken(options, "name")
    items = [item for item in taken(options, "items", []) if item]
    value = taken(options, "value")
    choices, looks = [], {}
    for item in items:
        if "value" not in item:
            raise NotAskedFor("an option without a value")
        key = item.pop("value")
        key = str(key).lower() if isinstance(key, bool) else str(key)
        selected = taken(item, "selected")
        if selected or (selected is None and value is not None and str(value) == key):
            value = key
        elif selected is False and str(value) == key:
            value = None
        choices.append((key, words(item)))
        attrs = attributes(item)
        if taken(item, "disabled"):
            attrs["disabled"] = True
        looks[key] = {"attrs": attrs}
        check_empty(item)
    arguments = {**question(options), "attrs": widget_attrs(options)}
    place = {"id": taken(options, "id", name), "error": taken(options, "errorMessage")}
    check_empty(options)
    field = fields.ChoiceField(items=looks, radios=False, **arguments)
    field.choices = choices
    return drawn(name, field, value=value, **place)


def build_choices(options: dict, field: Callable, many: bool) -> str:
    name = taken(options, "name")
    given = taken(options, "values", []) if many else [taken(options, "value")]
    fieldset = taken(options, "fieldset", {})
    if described := taken(fieldset, "describedBy"):
        options["describedBy"] = described
    options["legend"] = taken(fieldset, "legend", {})
    choices, looks, chosen, divider = [], {}, [], ""
    for item in taken(options, "items"):
        if not item:
            raise NotAskedFor("an empty place among the items")
        if "divider" in item:
            divider = taken(item, "divider")
            continue
        key = taken(item, "value")
        checked = taken(item, "checked")
        if checked or (checked is None and key in given):
            chosen.append(str(key))
        attrs = attributes(item)
        if taken(item, "disabled"):
            attrs["disabled"] = True
        if behaviour := taken(item, "behaviour"):
            attrs["data-behaviour"] = behaviour
        if own_id := taken(item, "id"):
            attrs["id"] = own_id
        label = taken(item, "label", {})
        hint = taken(item, "hint", {})
        conditional = taken(item, "conditional", {}) or {}
        looks[str(key)] = {
            "attrs": attrs,
            "hint": words(hint),
            "divider": divider,
            "label_attrs": attributes(label),
            "reveals": words(conditional),
        }
        choices.append((str(key), words(item)))
        for rest in (item, label, hint, conditional):
            check_empty(rest)
        divider = ""
    arguments = {
        **question(options, "legend", "govuk-fieldset__legend"),
        "fieldset_attrs": attributes(fieldset),
        "items": looks,
        "choices": choices,
    }
    classes = options.get("classes", "")
    for flag in ("inline", "small"):
        arguments[flag] = bool(re.search(rf"govuk-\w+--{flag}", classes))
        classes = re.sub(rf"govuk-\w+--{flag}", "", classes).strip()
    options["classes"] = classes
    arguments["attrs"] = widget_attrs(options)
    id_ = taken(options, "idPrefix", name)
    error = taken(options, "errorMessage")
    check_empty(fieldset)
    check_empty(options)
    value = chosen if many else (chosen or [None])[0]
    return drawn(name, field(**arguments), id=id_, error=error, value=value)


def build_radios(options: dict) -> str:
    return build_choices(options, _radio_field, many=False)


def _radio_field(**arguments):
    return fields.ChoiceField(radios=True, **arguments)


def build_checkboxes(options: dict) -> str:
    return build_choices(options, fields.MultipleChoiceField, many=True)


def build_date(options: dict) -> str:
    id_ = taken(options, "id")
    name = taken(options, "namePrefix", id_)
    values = {
        key.removeprefix(f"{name}-"): value
        for key, value in taken(options, "values", {}).items()
    }
    boxes = {part: taken(options, part, {}) for part in PARTS}
    parts = [part for part in PARTS if boxes[part] is not False]
    if items := taken(options, "items", []):
        named = {item.pop("name"): item for item in items}
        # The macro gives a box the value it was told of under the box's own option.
        for part, box in named.items():
            box.setdefault("value", (boxes.get(part) or {}).get("value"))
        boxes, parts = named, list(named)
    if not set(parts) <= set(PARTS):
        raise NotAskedFor("a box of another name than day, month and year")
    looks, wrong, right = {}, [], []
    for part in parts:
        box = boxes[part]
        if (value := taken(box, "value")) is not None:
            values[part] = value
        error = taken(box, "error")
        wrong += [part] if error or "--error" in box.get("classes", "") else []
        right += [part] if error is False else []
        attrs = widget_attrs(box, "autocomplete", "pattern", "inputmode", "id")
        looks[part] = {"attrs": attrs}
        if label := taken(box, "label"):
            looks[part]["label"] = label
        check_empty(box)
    fieldset = taken(options, "fieldset", {})
    if described := taken(fieldset, "describedBy"):
        options["describedBy"] = described
    options["legend"] = taken(fieldset, "legend", {})
    error = taken(options, "errorMessage")
    if (
        wrong
        and error is None
        and not any(
            "--error" in look["attrs"].get("class", "") for look in looks.values()
        )
    ):
        raise NotAskedFor("a wrong box without a message")
    arguments = {**question(options, "legend", "govuk-fieldset__legend")}
    attrs = widget_attrs(options)
    check_empty(fieldset)
    check_empty(options)
    field = dates.DateField(
        widget=widgets.DateBoxes(parts=parts), items=looks, attrs=attrs, **arguments
    )
    data = {f"{name}-{part}": str(text) for part, text in values.items()}
    parts_wrong = wrong or [part for part in parts if part not in right]
    place = {"id": id_, "error": error, "data": data, "parts": parts_wrong}
    return drawn(name, field, value=values, **place)


BUILDERS = {
    "input": build_input,
    "textarea": build_textarea,
    "character-count": build_character_count,
    "select": build_select,
    "radios": build_radios,
    "checkboxes": build_checkboxes,
    "date-input": build_date,
    "file-upload": build_file,
    "password-input": build_password,
    "error-summary": build_error_summary,
    "error-message": build_error_message,
    "hint": build_hint,
    "label": build_label,
    "fieldset": build_fieldset,
    "button": build_button,
}


def build(component: str, options: dict) -> str:
    """The fixture drawn by our pack, or `NotAskedFor`."""
    return BUILDERS[component](copy.deepcopy(options))
