"""A page as a person reads and uses it: by its headings, labels and buttons."""

import re


def heading(page, words: str) -> None:
    """Wait until the page with this heading of the first level is there, whole."""
    page.get_by_role("heading", level=1, name=words, exact=True).wait_for()
    page.wait_for_load_state()


def says(page, words: str) -> None:
    """Wait until these words can be seen on the page."""
    page.locator("main").get_by_text(words).first.wait_for(state="visible")


def problems(page) -> list[str]:
    """What the error summary lists; each link leads to something on the page."""
    page.get_by_role("heading", name="There is a problem").wait_for()
    page.wait_for_load_state()
    links = page.locator(".govuk-error-summary__list a")
    for link in links.all():
        assert page.locator(link.get_attribute("href")).count() == 1
    return links.all_inner_texts()


def facts(page) -> dict[str, str]:
    """The first summary list of the page, by key."""
    rows = page.locator(".govuk-summary-list").first.locator("> div").all()
    return {
        row.locator("dt").inner_text(): row.locator("dd").first.inner_text()
        for row in rows
    }


def rows(page, table: str) -> list[list[str]]:
    """The cells of a table's rows, by its caption."""
    found = page.get_by_role("table", name=table, exact=True).locator("tbody tr").all()
    return [row.locator("th, td").all_inner_texts() for row in found]


def press(page, words: str) -> None:
    """Press a button, or a link drawn as one."""
    page.get_by_role("button", name=words, exact=True).first.click()


def follow(page, words: str) -> None:
    """Follow the first link of the page with these words in it."""
    page.locator("main").get_by_role("link", name=words).first.click()


def go_back(page) -> None:
    """The link above the heading, to where this page belongs."""
    page.locator(".govuk-back-link").click()


def fill(page, label: str, text) -> None:
    """Fill in the field whose label begins with these words."""
    page.get_by_label(re.compile(f"^{re.escape(label)}")).fill(str(text))


def fill_day(page, legend: str, day, month, year) -> None:
    group = page.get_by_role("group", name=legend, exact=True)
    for part, number in (("Day", day), ("Month", month), ("Year", year)):
        group.get_by_label(part, exact=True).fill(str(number))


def choose(page, legend: str, label: str) -> None:
    group = page.get_by_role("group", name=legend, exact=True)
    group.get_by_label(label, exact=True).check()


def saved(page, ref: str) -> None:
    """Wait until the question says that its answer is kept."""
    box = page.locator("[data-question]").filter(has_text=re.compile(rf"\b{ref} "))
    box.locator("[data-status]").filter(has_text=re.compile("^Saved at")).wait_for()


def fits(page) -> bool:
    """Whether nothing has to be scrolled sideways."""
    # Asked of `main`, so that a page on its way has arrived.
    return page.locator("main").evaluate(
        "main => main.ownerDocument.documentElement.scrollWidth <= window.innerWidth"
    )
