"""What has changed on an agenda since it was sent, in sentences. Pure."""

from collections.abc import Iterable, Iterator

# What an item says of itself, as a reader calls it.
PARTS = {
    "section": "its section",
    "purpose": "its purpose",
    "presenter": "who presents it",
    "minutes": "its minutes",
}


def changes_between(before: Iterable[dict], after: Iterable[dict]) -> list[str]:
    """The differences of two agendas, in the order of the newer one."""
    old = {item["pk"]: item for item in before}
    new = {item["pk"]: item for item in after}
    return [
        *_of_items(old, new),
        *(
            f"Removed: {item['title']} (was item {item['number']})"
            for pk, item in old.items()
            if pk not in new
        ),
        *_of_order(old, new),
    ]


def _of_items(old: dict[int, dict], new: dict[int, dict]) -> Iterator[str]:
    for pk, item in new.items():
        called = f"Item {item['number']}"
        if pk not in old:
            yield f"{called} is new: {item['title']}"
            yield from _of_papers(called, {}, _by_pk(item["papers"]))
            continue
        was = old[pk]
        if was["title"] != item["title"]:
            yield f"{called} is now called “{item['title']}” (was “{was['title']}”)"
        if parts := [words for part, words in PARTS.items() if was[part] != item[part]]:
            yield f"{called}, {item['title']}: {' and '.join(parts)} changed"
        yield from _of_papers(called, _by_pk(was["papers"]), _by_pk(item["papers"]))


def _by_pk(papers: Iterable[dict]) -> dict[int, dict]:
    return {paper["pk"]: paper for paper in papers}


def _of_papers(
    called: str, old: dict[int, dict], new: dict[int, dict]
) -> Iterator[str]:
    for pk, paper in new.items():
        if pk not in old:
            yield f"{called}: paper added, {paper['title']}"
        elif old[pk]["digest"] != paper["digest"]:
            yield f"{called}: new version of {paper['title']}"
    for pk, paper in old.items():
        if pk not in new:
            yield f"{called}: paper removed, {paper['title']}"


def _of_order(old: dict[int, dict], new: dict[int, dict]) -> Iterator[str]:
    """Whether the items that stand on both stand in another order."""
    if [pk for pk in old if pk in new] != [pk for pk in new if pk in old]:
        yield "The items are in another order"
