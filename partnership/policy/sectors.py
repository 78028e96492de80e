"""The sectors of schools, which several local rules depend on."""

from django.db.models import TextChoices


class Sector(TextChoices):
    MAINTAINED = "maintained", "Maintained by the local authority"
    ACADEMY = "academy", "Academy or free school"
    INDEPENDENT = "independent", "Independent"
    COLLEGE = "college", "College"
    OTHER = "other", "Other setting"
