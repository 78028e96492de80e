"""What taking over a file would do, shown row by row before it is done, and after."""

from collections.abc import Mapping

from django.core.paginator import Paginator

from partnership.history import services as history

PER_PAGE = 25


def foreseen(
    request, upload, preview, *, outcomes: Mapping[str, str], colours: Mapping[str, str]
) -> dict:
    """For a page: the rows of a preview, narrowed by `?show=`, and how many of each.

    `outcomes` are the words for what may become of a row, `colours` their tags'.
    """
    show = request.GET.get("show", "")
    rows = [row for row in preview.rows if show not in outcomes or row.outcome == show]
    return {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "show": outcomes.get(show, ""),
        "totals": [
            (outcomes[one], colours[one], number, f"?show={one}#rows")
            for one, number in preview.totals.items()
            if number
        ],
        "differences": preview.differences(upload.foreseen),
    }


def taken_over(upload, *, outcomes: Mapping[str, str]) -> dict:
    """For a page: how many rows came to what, and who did it."""
    return {
        "totals": [
            (words, upload.totals.get(outcome, 0))
            for outcome, words in outcomes.items()
        ],
        "events": history.of(upload)[:20],
    }
