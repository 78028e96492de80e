"""The pieces that pages are made of: one strict tag for each templates/components file.

Builtins, so no page loads them. Each returns text: `{% tag "Open" as shown %}` works. A
component never queries; what it shows is handed to it.
"""

from django import template
from django.middleware.csrf import get_token

from partnership.drawing.palettes import DEFAULT_PALETTE, PALETTES
from partnership.history.words import told
from partnership.pages.addresses import address
from partnership.pages.component import component_of, mark, one_of
from partnership.pages.listing import chosen, kept_query
from partnership.policy import values as policy

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
# A history longer than this shows so many of its newest entries.
LONG_HISTORY, NEWEST_SHOWN = 12, 8
BUTTONS = {
    "": "",
    "secondary": "govuk-button--secondary",
    "warning": "govuk-button--warning",
    "start": "govuk-button--start",
}


# Words that carry a meaning.


@component()
def tag(text, *, colour="grey"):
    """A coloured word, such as a status."""
    return {"text": text, "colour": one_of(colour, TAG_COLOURS, "Colour")}


@component()
def rag(value, *, word=""):
    """A rating: its word, its colour and its shape."""
    if not value:
        return {"value": "none", "word": word or "Not rated"}
    value = str(value)
    return {
        "value": one_of(value, RATINGS, "Rating"),
        "word": word or value.capitalize(),
    }


@component()
def movement(kind, *, word="", direction=""):
    """Which way a figure went, and whether that is good."""
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
    """Someone's name; nobody is Quorate itself unless `missing` says otherwise."""
    return {"person": someone, "with_title": title, "missing": missing}


@component()
def progress(value, *, of, words=""):
    """How much of a whole is there, as a bar beside its words."""
    whole = of or 0
    share = min(max(value / whole, 0), 1) if whole else 0
    return {
        "value": value,
        "of": whole,
        "words": words,
        "width": round(share * 100, 1),
        "percentage": int(share * 100),
    }


# Facts, and boxes round them.


@component(block=True)
def summary_list(content, *, borders=True):
    """Facts about one thing."""
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
    """One fact of a summary list."""
    return _fact(key, value, url, pk, link, hidden, missing or "None recorded")


@component(block=True)
def summary_block(
    content, key, *, url="", pk=None, link="Change", hidden="", missing=""
):
    """One fact of a summary list that is more than a line of text."""
    return _fact(key, content, url, pk, link, hidden, missing or "None recorded")


@component(block=True)
def cards(content):
    """Cards side by side where there is room."""
    return {"content": content}


@component(block=True)
def card(content, title, *, url="", pk=None, level=2, tone=""):
    """A box about one thing, with its name at the top."""
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


# What the page has to say.


@component()
def banner(text, *, kind="important"):
    """Something the reader should notice first."""
    title = BANNERS[one_of(kind, BANNERS, "Kind")]
    return {"text": text, "kind": kind, "title": title, "id": mark(kind, text)}


@component()
def notices(messages):
    """What happened just now, in one banner."""
    told_now = list(messages)
    levels = {each.level_tag for each in told_now}
    kind = "warning" if levels & {"warning", "error"} else "success"
    # What was done and has to be looked at is no problem yet.
    title = BANNERS["important" if levels == {"success", "warning"} else kind]
    return {"notices": told_now, "kind": kind, "title": title}


@component()
def warning(text):
    """A consequence the reader must know of."""
    return {"text": text}


@component(block=True)
def inset(content):
    """Text set apart from what is round it."""
    return {"content": content}


@component(block=True)
def details(content, summary, *, is_open=False):
    """Text shown on demand."""
    return {"content": content, "summary": summary, "is_open": is_open}


@component(block=True)
def panel(content, title, *, level=2):
    """That something important has been done."""
    one_of(str(level), {"1", "2"}, "Level")
    return {"content": content, "title": title, "level": level}


@component()
def empty(title, *, hint="", url="", pk=None, link=""):
    """What to say, and what to do next, when there is nothing."""
    return {"title": title, "hint": hint, "url": address(url, pk), "link": link}


@component()
def history(events, *, title="History"):
    """What happened to a row, newest first; of a long one the older part is folded."""
    entries = [
        {"event": event, "words": words, "facts": facts}
        for event in events
        for words, facts in [told(event)]
    ]
    shown = len(entries) if len(entries) <= LONG_HISTORY else NEWEST_SHOWN
    return {"title": title, "newest": entries[:shown], "older": entries[shown:]}


@component()
def chart(figure, *, prefix="", level=3):
    """A chart, what it shows in words, and its figures as a table."""
    return {
        "chart": figure,
        "drawing": f"components/chart_{figure.kind}.svg",
        "prefix": prefix or f"chart-{mark(figure)}",
        "level": level,
    }


@component()
def timeline(figure, *, prefix=""):
    """Work over months; the page has the same as a table below it."""
    return {"timeline": figure, "prefix": prefix or f"timeline-{mark(figure)}"}


# Ways to go on.


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
    """A button that acts at once; `hidden` says on what, for those who do not see."""
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
    """The way back, at the top of a page."""
    return {"url": address(to, *place), "text": text}


@component(block=True)
def task_list(content):
    """Tasks to be done, in order."""
    return {"content": content}


@component()
def task(title, *, url="", pk=None, status, colour="", hint=""):
    """One task and how far it is; without an address it cannot be started yet."""
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
    """The way to the other pages of a list, keeping what was asked for."""
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
    """The head of a column that the list can be sorted by."""
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
    """What a list is narrowed to, each with a link that lifts it."""
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


# Local rules.


@register.simple_tag
def local_rule(name):
    """A policy setting."""
    return policy.get(name)


@register.simple_tag
def palette():
    """The class of the partnership's colours."""
    colour = policy.get("colour")
    return f"app-palette--{colour if colour in PALETTES else DEFAULT_PALETTE}"
