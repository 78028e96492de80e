"""Components by what a person reads; strict in use; all of them in the gallery."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import django_filters
import pytest
from bs4 import BeautifulSoup
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import TemplateSyntaxError, engines
from django.test import RequestFactory
from django.utils.safestring import mark_safe

from partnership import gallery
from partnership.pages.forms.bases import FilterForm
from partnership.pages.listing import kept_query
from partnership.people.models import Organisation
from partnership.policy import values as policy

ROOT = Path(__file__).resolve().parents[3]
SHEETS = ROOT / "static" / "scss"
SUCCESS, WARNING, ERROR = 25, 30, 40


def draw(call: str, **context) -> str:
    context.setdefault("request", RequestFactory().get("/actions/"))
    return engines["django"].from_string(call).render(context)


def page_of(call: str, **context) -> BeautifulSoup:
    return BeautifulSoup(draw(call, **context), "html.parser")


def text_of(call: str, **context) -> str:
    return " ".join(page_of(call, **context).get_text(" ").split())


@pytest.fixture
def gallery_page(db, rf) -> BeautifulSoup:
    request = rf.get("/components/")
    request.person = None
    return BeautifulSoup(gallery.components(request).content, "html.parser")


def test_every_component_is_in_the_gallery(gallery_page):
    files = {path.stem for path in (ROOT / "templates" / "components").iterdir()}

    shown = {
        name
        for title in gallery_page.select(".app-example__name")
        for name in title.text.split(", ")
    }

    assert shown == files


def test_the_gallery_shows_each_call_beside_what_it_draws(gallery_page):
    examples = gallery_page.select(".app-example")

    first = examples[0]

    assert len(examples) > 20
    assert first.code.text.startswith('{% tag "Open" colour="blue" %}')
    assert first.select_one(".govuk-tag--blue").text == "Open"


@pytest.mark.django_db
@pytest.mark.parametrize("view", [gallery.a_list, gallery.a_form])
def test_the_gallery_has_a_list_and_a_form(view, rf):
    request = rf.get("/components/", {"kind": "school"})
    request.person = None

    page = BeautifulSoup(view(request).content, "html.parser")

    assert len(page.find_all("h1")) == 1


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        ('{% tag "Open" color="blue" %}', "unexpected keyword argument 'color'"),
        ('{% tag "Open" "blue" %}', "too many positional arguments"),
        ("{% tag %}", "did not receive value"),
        ('{% card title="x" tone="late" %}', "Unclosed tag"),
        ('{% progress 3 words="in" %}', "did not receive value.*'of'"),
        (
            '{% table "x" dense=True %}{% endtable %}',
            "unexpected keyword argument 'dense'",
        ),
    ],
)
def test_misuse_fails_when_the_page_is_compiled(call, complaint):
    with pytest.raises(TemplateSyntaxError, match=complaint):
        engines["django"].from_string(call)


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        ('{% tag "x" colour="puce" %}', "Colour 'puce' is not one of"),
        ('{% rag "mauve" %}', "Rating 'mauve' is not one of"),
        ('{% movement "sideways" %}', "Movement 'sideways' is not one of"),
        ('{% banner "x" kind="loud" %}', "Kind 'loud' is not one of"),
        ('{% button_link "x" "/" kind="big" %}', "Kind 'big' is not one of"),
        ('{% stat 1 "x" tone="red" %}', "Tone 'red' is not one of"),
    ],
)
def test_a_word_that_means_nothing_is_refused(call, complaint):
    with pytest.raises(TemplateSyntaxError, match=complaint):
        draw(call)


@pytest.mark.parametrize(
    ("call", "text"),
    [
        ('{% rag "amber" word="At risk" %}', "At risk"),
        ('{% rag "red" %}', "Red"),
        ('{% rag "" %}', "Not rated"),
        ("{% rag nothing %}", "Not rated"),
        ('{% movement "better" word="up 4" direction="up" %}', "Better up 4"),
        ('{% movement "same" %}', "No change"),
        ("{% person nobody %}", "Quorate (automatic)"),
        ('{% person nobody missing="No owner yet" %}', "No owner yet"),
        ("{% person amara %}", "Amara Okafor"),
        ("{% person amara title=True %}", "Amara Okafor Business manager"),
        (
            '{% progress 169 of=273 words="returns in" %}',
            "61% 169 of 273 returns in (61%)",
        ),
        ('{% progress 0 of=0 words="returns in" %}', "0% 0 of 0 returns in (0%)"),
        ('{% progress 9 of=6 words="in" %}', "100% 9 of 6 in (100%)"),
        ('{% warning "It is late" %}', "! Warning It is late"),
    ],
)
def test_words_carry_the_meaning(call, text):
    assert text_of(call, amara=gallery.AMARA, nobody=None, nothing=None) == text


@pytest.mark.parametrize("value", ["blue", "green", "amber", "red", "grey", "purple"])
def test_each_rating_has_a_shape_of_its_own(value):
    sheet = (SHEETS / "_words.scss").read_text()
    shapes = dict(re.findall(r"\.app-rag--(\w+) \{.*?&::before \{ (.*?);? \}", sheet))

    assert [name for name, shape in shapes.items() if shape == shapes[value]] == [value]


def test_what_people_typed_is_text_and_nothing_else():
    drawn = draw(
        "{% tag text %}{% card text %}{{ text }}{% endcard %}{% summary_list %}"
        "{% summary_row text text %}{% endsummary_list %}{% empty text hint=text %}",
        text="<script>alert(1)</script>",
    )

    assert "<script" not in drawn
    assert drawn.count("&lt;script&gt;") == 7


def test_a_label_that_was_kept_is_escaped_only_where_its_text_is_not_safe():
    call, word = "{% tag word %}", "<i>Open</i>"

    drawn = [draw(call, word=text) for text in (word, mark_safe(word), word)]

    assert ["&lt;i&gt;Open" in each for each in drawn] == [True, False, True]


def test_what_a_component_draws_can_go_into_another():
    row = page_of('{% rag "red" as shown %}{% summary_row "Delivery" shown %}')

    assert row.dd.span.text == "Red"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Amara", "Amara"),
        (0, "0"),
        (True, "Yes"),
        (False, "No"),
        ("", "None recorded"),
        (None, "None recorded"),
        ("  ", "None recorded"),
        (date(2025, 10, 22), "22 Oct 2025"),
    ],
)
def test_a_fact_is_written_as_people_write_it(value, text):
    row = page_of('{% summary_row "Owner" value %}', value=value)

    assert row.dd.get_text(strip=True) == text


def test_the_link_of_a_fact_says_what_it_changes():
    row = page_of('{% summary_row "Due date" "May" url="/actions/1/due/" %}')

    assert row.a.get_text(" ", strip=True) == "Change due date"


@pytest.mark.parametrize(
    ("levels", "title"),
    [
        ([SUCCESS], "Success"),
        ([SUCCESS, WARNING], "Important"),
        ([SUCCESS, ERROR], "There is a problem"),
        ([WARNING], "There is a problem"),
        ([], None),
    ],
)
def test_notices_stand_in_one_banner(levels, title):
    said = [Message(level, f"Said {level}") for level in levels]

    page = page_of("{% notices said %}", said=said)

    assert (page.h2.text if page.h2 else None) == title
    assert [each.text for each in page.find_all("p")] == [f"Said {n}" for n in levels]


def event(name: str, **detail) -> SimpleNamespace:
    at = datetime(2025, 7, 1, 9, 31, tzinfo=UTC)
    return SimpleNamespace(
        subject_type="partnership.organisation",
        event=name,
        by=gallery.AMARA,
        at=at,
        detail=detail,
    )


def test_history_says_what_who_and_when():
    entry = page_of("{% history events %}", events=[event("opened again")]).li

    assert [" ".join(p.text.split()) for p in entry.find_all("p")] == [
        "Reopened",
        "1 July 2025, 10:31 by Amara Okafor",
    ]


def test_history_is_folded_with_every_entry_in_its_order():
    events = [event("closed", closed_on=f"2025-07-{day:02}") for day in (9, 8, 7)]

    fold = page_of("{% history events %}", events=events).details

    assert not fold.has_attr("open")
    assert fold.summary.get_text(strip=True) == "History"
    assert [entry.strong.text for entry in fold.find_all("li")] == [
        f"Closed on {day} July 2025" for day in (9, 8, 7)
    ]


def test_history_without_events_says_so():
    assert text_of("{% history events %}", events=[]) == "History No changes yet"


@pytest.mark.parametrize(
    ("number", "labels"),
    [
        (1, ["1", "2", "⋯", "12", "Next page"]),
        (6, ["Previous page", "1", "⋯", "5", "6", "7", "⋯", "12", "Next page"]),
        (12, ["Previous page", "1", "⋯", "11", "12"]),
    ],
)
def test_pagination_leads_to_the_other_pages(number, labels):
    page = Paginator(range(300), 25).page(number)

    drawn = page_of("{% pagination page %}", page=page)

    parts = drawn.select("li, .govuk-pagination__prev, .govuk-pagination__next")
    assert ["".join(each.get_text().split("\n")).strip() for each in parts] == labels


def test_pagination_keeps_what_was_asked_for():
    request = RequestFactory().get("/actions/", {"q": "a&b", "page": "2"})
    page = Paginator(range(60), 25).page(2)

    drawn = page_of("{% pagination page %}", page=page, request=request)

    assert drawn.select_one("[rel=next]")["href"] == "?q=a%26b&page=3"


def test_one_page_needs_no_pagination():
    assert draw("{% pagination page %}", page=Paginator(range(25), 25).page(1)) == ""


@pytest.mark.parametrize(
    ("asked", "sorted_as", "link"),
    [
        ("", "none", "?order=due"),
        ("order=due", "ascending", "?order=-due"),
        ("order=-due&page=3", "descending", "?order=due"),
        ("status=open", "none", "?status=open&order=due"),
    ],
)
def test_a_column_can_be_sorted_both_ways(asked, sorted_as, link):
    request = RequestFactory().get(f"/actions/?{asked}")

    head = page_of('{% sort_header "Due" field="due" %}', request=request).th

    assert (head["aria-sort"], head.a["href"]) == (sorted_as, link)


class ShelfFilter(django_filters.FilterSet):
    kind = django_filters.MultipleChoiceFilter(choices=Organisation.Kind, label="Kind")
    name = django_filters.CharFilter(label="Name")
    closed_on = django_filters.DateFilter(label="Closed")

    class Meta:
        model = Organisation
        fields = ["kind", "name", "closed_on"]
        form = FilterForm


def test_each_filter_in_use_can_be_lifted():
    asked = "kind=school&kind=trust&name=Elm&closed_on=2025-05-01&page=2&order=name"
    request = RequestFactory().get(f"/organisations/?{asked}")
    shelf = ShelfFilter(request.GET, queryset=Organisation.objects.none())

    page = page_of("{% filter_summary shelf %}", shelf=shelf, request=request)

    assert [(a.get_text(), a["href"]) for a in page.select(".app-chip")] == [
        (
            "Remove this filter: Kind: School, Trust",
            "/organisations/?name=Elm&closed_on=2025-05-01&order=name",
        ),
        (
            "Remove this filter: Name: Elm",
            "/organisations/?kind=school&kind=trust&closed_on=2025-05-01&order=name",
        ),
        (
            "Remove this filter: Closed: 1 May 2025",
            "/organisations/?kind=school&kind=trust&name=Elm&order=name",
        ),
    ]


def test_no_filter_in_use_says_nothing():
    shelf = ShelfFilter(None, queryset=Organisation.objects.none())

    assert draw("{% filter_summary shelf %}", shelf=shelf) == ""


def test_the_boxes_of_a_date_go_with_it():
    query = QueryDict("due-day=1&due-month=5&dues=paid&name=Elm")

    assert kept_query(query, without=["due"]) == "dues=paid&name=Elm"


def test_a_button_that_acts_carries_its_token_and_its_version():
    form = page_of('{% button_post "Agree" "/minutes/3/" version=7 %}').form

    fields = {field["name"]: field["value"] for field in form.find_all("input")}

    assert (form["method"], form["action"], form.button.text) == (
        "post",
        "/minutes/3/",
        "Agree",
    )
    assert fields.keys() == {"csrfmiddlewaretoken", "version"}
    assert fields["version"] == "7"


def test_a_task_that_cannot_start_has_no_link():
    waiting = page_of('{% task "Sign" status="Cannot start yet" %}')
    ready = page_of('{% task "Answer" url="/returns/1/" status="Not started" %}')

    assert waiting.a is None
    assert ready.find(id=ready.a["aria-describedby"]).text == "Not started"


def test_may_asks_the_one_table(amara, olu, education):
    request = RequestFactory().get("/")
    call = '{% may "RECORD_MEETING" education as can %}{{ can }}'
    answers = []

    for someone in (amara, olu, None):
        request.person = someone
        answers.append(draw(call, request=request, education=education))

    assert answers == ["True", "False", "False"]


@pytest.mark.django_db
def test_a_local_rule_can_be_written_on_a_page(amara):
    policy.change("partnership_name", "Wexcombe", by=amara)

    assert draw('{% local_rule "partnership_name" %}') == "Wexcombe"
