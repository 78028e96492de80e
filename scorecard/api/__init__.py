"""The API for machines: what can be read, and how a page of it is asked for."""

from scorecard.api.asking import Asked, Problem, read_question
from scorecard.api.fields import Field, Reading, Resource
from scorecard.api.resources import RESOURCES

__all__ = [
    "RESOURCES",
    "Asked",
    "Field",
    "Problem",
    "Reading",
    "Resource",
    "read_question",
]
