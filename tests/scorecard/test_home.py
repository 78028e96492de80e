"""What needs each of us, and that the page says what the letter says."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from partnership.access import Role
from scorecard import home
from tests.cast import person
from tests.factories import OrganisationFactory
from tests.scorecard.factories import EditionFactory, FigureFactory, MeasureFactory
