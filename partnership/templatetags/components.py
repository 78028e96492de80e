"""The components of pages: one strict tag for each file in templates/components.

They are builtins, so pages need not load them. Each returns text, so
`{% tag "Open" as shown %}` works. Components never query the database.
"""

from django import template
from django.middleware.csrf import get_token

from partnership.history.words import in_words, is_of_a_stranger
from partnership.pages.addresses import address
from partnership.pages.component import component_of, mark, one_of
from partnership.pages.listing import chosen, kept_query
from partnership.pages.prose import blocks

register = template.Library()
component = component_of(register)

TAG_COLOURS = {
    "grey", "green", "teal", "blue", "red", "purple", "magenta", "orange", "yellow",
}  # fmt: skip
RATINGS = {"blue", "green", "amber", "red", "grey", "purple"}
BANNERS = {
    "success": "Success",
    "important": "Important",
    "warning": "There is a problem",
}
TONES = {"", "late", "soon", "done", "quiet"}
MOVEMENTS = {
    "better": "Better",
    "worse": "Worse",
    "same": "No change",
    "unknown": "Not known",
}
BUTTONS = {
    "": "",
    "secondary": "govuk-button--secondary",
    "warning": "govuk-button--warning",
    "start": "govuk-button--start",
}


# Labels.


@component(label=True)
def tag(text, *, colour="grey"):
    """A coloured word, such as a status."""
    return {"text": text, "colour": one_of(colour, TAG_COLOURS, "Colour")}


@component(label=True)
def rag(value, *, word=""):
    """A rating: its word, its colour and its shape."""
    if not value:
        return {"value": "none", "word": word or "Not rated"}
    value = str(value)
    return {
        "value": one_of(value, RATINGS, "Rating"),
        "word": word or value.capitalize(),
    }


@component(label=True)
def movement(kind, *, word="", direction=""):
    """The direction a figure moved in, and whether that is good."""
    one_of(direction, {"", "up", "down"}, "Direction")
    meaning = MOVEMENTS[one_of(kind, MOVEMENTS, "Movement")]
    return {
        "kind": kind,
        "direction": direction or "level",
        "meaning": meaning,
        "word": word,
    }


@component()
def person(someone, *, title=False, missing=""):
    """Someone's name; None is shown as Quorate itself or as `missing`."""
    return {"person": someone, "with_title": title, "missing": missing}


@component()
def progress(value, *, of, words=""):
    """A progress bar with its words."""
    whole = of or 0
    share = min(max(value / whole, 0), 1) if whole else 0
    return {
        "value": value,
        "of": whole,
        "words": words,
        "width": round(share * 100, 1),
        "percentage": int(share * 100),
    }


# Summaries and cards.


@component(block=True)
def summary_list(content, *, borders=True):
    """A summary list."""
    return {"content": content, "borders": borders}


def _fact(key, value, url, pk, link, hidden, missing) -> dict:
    return {
        "key": key,
        "value": {True: "Yes", False: "No"}.get(value, value)
        if isinstance(value, bool)
        else value,
        "url": address(url, pk),
        "link": link,
        "hidden": hidden or str(key).lower(),
        "missing": missing,
        "is_empty": value is None or not str(value).strip(),
    }


@component()
def summary_row(key, value, *, url="", pk=None, link="Change", hidden="", missing=""):
    """One row of a summary list."""
    return _fact(key, value, url, pk, link, hidden, missing or "None recorded")


@component(block=True)
def summary_block(
    content, key, *, url="", pk=None, link="Change", hidden="", missing=""
):
    """One row of a summary list with longer content."""
    return _fact(key, content, url, pk, link, hidden, missing or "None recorded")


@component(block=True)
def cards(content):
    """Cards side by side if there is room."""
    return {"content": content}


@component(block=True)
def card(content, title, *, url="", pk=None, level=2, tone=""):
    """A card with a title."""
    one_of(str(level), {"2", "3", "4"}, "Level")
    one_of(tone, TONES, "Tone")
    return {
        "content": content,
        "title": title,
        "url": address(url, pk),
        "level": level,
        "tone": tone,
    }


@component(block=True)
def stats(content):
    """Numbers side by side."""
    return {"content": content}


@component()
def stat(number, words, *, url="", pk=None, tone=""):
    """A large number and what it counts."""
    one_of(tone, TONES, "Tone")
    return {
        "number": number,
        "words": words,
        "url": address(url, pk),
        "tone": tone,
    }


@component(block=True)
def table(content, caption, *, caption_size="", kind="dense"):
    """A table that turns into labelled cards on a narrow screen."""
    one_of(caption_size, {"", "s", "m", "l"}, "Caption size")
    one_of(kind, {"dense", "calm", "figures"}, "Kind")
    return {
        "content": content,
        "caption": caption,
        "caption_size": caption_size,
        "kind": kind,
    }


@component()
def prose(text, *, level=3):
    """Longer text with its paragraphs, lists and headings."""
    one_of(str(level), {"2", "3", "4"}, "Level")
    return {"blocks": blocks(text), "level": level}


# Messages.


@component()
def banner(text, *, kind="important"):
    """A notification banner."""
    title = BANNERS[one_of(kind, BANNERS, "Kind")]
    return {"text": text, "kind": kind, "title": title, "id": mark(kind, text)}


@component()
def notices(messages):
    """The messages of the last request, in one banner."""
    told_now = list(messages)
    levels = {each.level_tag for each in told_now}
    kind = "warning" if levels & {"warning", "error"} else "success"
    # Something done that needs attention is not yet a problem.
    title = BANNERS["important" if levels == {"success", "warning"} else kind]
    return {"notices": told_now, "kind": kind, "title": title}


@component()
def warning(text):
    """A warning about a consequence."""
    return {"text": text}


@component(block=True)
def inset(content):
    """Inset text."""
    return {"content": content}


@component(block=True)
def details(content, summary, *, is_open=False):
    """Text shown when the reader opens it."""
    return {"content": content, "summary": summary, "is_open": is_open}


@component(block=True)
def panel(content, title, *, level=2):
    """A confirmation panel."""
    one_of(str(level), {"1", "2"}, "Level")
    return {"content": content, "title": title, "level": level}


@component()
def empty(title, *, hint="", url="", pk=None, link=""):
    """A message and next step when there is nothing to show."""
    return {"title": title, "hint": hint, "url": address(url, pk), "link": link}


@component()
def history(events, *, title="History"):
    """The history of a row, newest first, collapsed until someone opens it."""
    entries = [
        {"event": event, "sentence": sentence, "lines": lines, "by": _who(event)}
        for event in events
        for sentence, lines in [in_words(event)]
    ]
    return {"title": title, "entries": entries}


def _who(event) -> str:
    if event.by is None:
        return (
            "someone not signed in"
            if is_of_a_stranger(event)
            else "Quorate (automatic)"
        )
    return getattr(event.by, "name_now", "") or event.by.name


@component()
def chart(figure, *, prefix="", level=3):
    """A chart with its takeaway and its figures in a table."""
    return {
        "chart": figure,
        "drawing": f"components/chart_{figure.kind}.svg",
        "prefix": prefix or f"chart-{mark(figure)}",
        "level": level,
    }


@component()
def timeline(figure, *, prefix=""):
    """A timeline of work; the page has the same information in a table."""
    return {"timeline": figure, "prefix": prefix or f"timeline-{mark(figure)}"}


# Links and navigation.


@component()
def button_link(text, to, *place, kind=""):
    """A link that looks like a button."""
    one_of(kind, BUTTONS, "Kind")
    return {
        "text": text,
        "url": address(to, *place),
        "kind": kind,
        "classes": BUTTONS[kind],
    }


@component(context=True)
def button_post(
    context, text, to, *place, kind="", name="", value="", version=None, hidden=""
):
    """A button that acts straight away; `hidden` adds text for screen readers."""
    one_of(kind, BUTTONS, "Kind")
    return {
        "text": text,
        "url": address(to, *place),
        "classes": BUTTONS[kind],
        "name": name,
        "value": value,
        "version": version,
        "hidden": hidden,
        "token": get_token(context["request"]),
    }


@component()
def back_link(to, *place, text="Back"):
    """The back link at the top of a page."""
    return {"url": address(to, *place), "text": text}


@component(block=True)
def task_list(content):
    """A task list."""
    return {"content": content}


@component()
def task(title, *, url="", pk=None, status, colour="", hint=""):
    """One task and its status; without a URL it cannot be started yet."""
    return {
        "title": title,
        "url": address(url, pk),
        "status": status,
        "colour": one_of(colour, TAG_COLOURS | {""}, "Colour"),
        "hint": hint,
        "id": f"task-{mark(title, url)}",
    }


@component(block=True)
def sub_navigation(content, label):
    """The pages of one thing."""
    return {"content": content, "label": label}


@component()
def sub_link(text, to, *place, current=False):
    """One page of a sub-navigation."""
    return {"text": text, "url": address(to, *place), "current": current}


@component(context=True)
def pagination(context, page):
    """Links to the other pages of a list, keeping its filters."""
    asked = kept_query(context["request"].GET, without=["page"])
    numbers = page.paginator.get_elided_page_range(
        page.number, on_each_side=1, on_ends=1
    )
    return {
        "page": page,
        "asked": f"{asked}&" if asked else "",
        "numbers": list(numbers) if page.has_other_pages() else [],
    }


@component(context=True)
def sort_header(context, text, *, field, number=False):
    """The header of a sortable column."""
    current = context["request"].GET.get("order", "")
    asked = kept_query(context["request"].GET, without=["page", "order"])
    turned = f"-{field}" if current == field else field
    sorted_as = {field: "ascending", f"-{field}": "descending"}.get(current, "none")
    return {
        "text": text,
        "sorted": sorted_as,
        "number": number,
        "query": f"{asked}&order={turned}" if asked else f"order={turned}",
    }


@component(context=True)
def filter_summary(context, filterset):
    """The active filters of a list, each with a link to remove it."""
    form = filterset.form
    chips = []
    if form.is_bound and form.is_valid():
        for name, field in form.fields.items():
            words = chosen(form, name)
            if words and name != "order":
                chips.append(
                    {
                        "label": field.label or name,
                        "words": words,
                        "query": kept_query(
                            context["request"].GET,
                            without=["page", form.add_prefix(name)],
                        ),
                    }
                )
    return {"chips": chips, "path": context["request"].path}
