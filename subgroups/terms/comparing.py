"""Two editions of terms of reference side by side, part by part."""

from django.utils.formats import date_format

from partnership.pages.comparing import Compared, compare_texts
from subgroups.terms.models import TermsOfReference
from subgroups.terms.parts import PARTS


def compare(earlier: TermsOfReference, later: TermsOfReference) -> list[Compared]:
    """Every part that one of two editions has."""
    texts = [
        (part.title, getattr(earlier, part.name), getattr(later, part.name))
        for part in PARTS
    ]
    texts.append(("Review date", _review_date(earlier), _review_date(later)))
    found = (compare_texts(*each) for each in texts)
    return [one for one in found if one.earlier or one.later]


def _review_date(terms: TermsOfReference) -> str:
    return date_format(terms.review_on, "j F Y") if terms.review_on else ""
