"""Raising an action from an item, in the fewest words."""

from subgroups.minutes import services


def raise_it(item, by, on, owner_words="MO", **words):
    words = {"text": "Write to the colleges", **words}
    return services.raise_from_item(
        item, owner_words=owner_words, by=by, on=on, **words
    )
