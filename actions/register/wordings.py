"""Suggests who an owner’s wording may mean, where it is not certain."""

from collections import defaultdict
from collections.abc import Iterable

from actions.register.owners import names_in, names_of_body
from partnership.names import are_alike, plain, plain_initials, plain_name
from partnership.people.models import Organisation, Person

MOST = 4
# Shorter words, such as “of”, say nothing about whom a name means.
SHORTEST = 3


class Suggestions:
    """The people and organisations that wordings may mean, read once for all."""

    def __init__(
        self, people: Iterable[Person], organisations: Iterable[Organisation]
    ) -> None:
        self.people = {person.pk: person for person in people}
        self.organisations = [(body, names_of_body(body)) for body in organisations]
        self._by_word: dict[str, set[int]] = defaultdict(set)
        self._by_initials: dict[str, list[int]] = defaultdict(list)
        for person in self.people.values():
            for word in plain_name(person.name).split():
                self._by_word[word].add(person.pk)
                self._by_word[word[:SHORTEST]].add(person.pk)
            for initials in person.all_initials:
                self._by_initials[plain_initials(initials).upper()].append(person.pk)

    def of(self, words: str) -> list[Person | Organisation]:
        """The likeliest people, then organisations, each group best first."""
        people: dict[int, Person] = {}
        for name in names_in(words):
            asked = plain_name(name)
            for pk in self._by_initials.get(plain_initials(name).upper(), ()):
                people[pk] = self.people[pk]
            near = {
                pk
                for word in asked.split()
                if len(word) >= SHORTEST
                for pk in (
                    self._by_word.get(word, set())
                    | self._by_word.get(word[:SHORTEST], set())
                )
            }
            for pk in sorted(near, key=lambda pk: self._distance(pk, asked)):
                theirs = self.people[pk].name
                if are_alike(theirs, name) or asked in plain_name(theirs).split():
                    people[pk] = self.people[pk]
        said = f" {plain(words)} "
        bodies = [
            body
            for body, names in self.organisations
            if any(f" {name} " in said for name in names)
        ]
        return [*people.values(), *bodies][:MOST]

    def _distance(self, pk: int, asked: str) -> tuple[bool, str, int]:
        name = plain_name(self.people[pk].name)
        return name != asked, name, pk
