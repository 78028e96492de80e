"""Filters of the directory."""

from datetime import date

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from partnership.access import Permission, allowed
from partnership.names import with_name
from partnership.outbox.models import Message
from partnership.pages.forms.bases import FilterForm
from partnership.people.models import Membership, Organisation, Person
from partnership.sign_in.models import Invitation

CANNOT, INVITED, BOUNCED = "cannot_sign_in", "invited", "bounced"
ACCOUNTS = [
    (CANNOT, "Cannot sign in"),
    (INVITED, "Invited but not accepted"),
    (BOUNCED, "Email bounced"),
]


class PeopleFilter(django_filters.FilterSet):
    """People by name, role, type of organisation and whether they can sign in."""

    words = django_filters.CharFilter(
        label="Name, initials or organisation", method="with_words"
    )
    role = django_filters.ChoiceFilter(
        empty_label="Any", label="Role", choices=Membership.HELD, method="in_role"
    )
    kind = django_filters.ChoiceFilter(
        empty_label="Any",
        label="Type of organisation",
        choices=Organisation.Kind.choices,
        method="of_kind",
    )
    account = django_filters.ChoiceFilter(
        empty_label="Any", label="Sign-in", choices=ACCOUNTS, method="with_account"
    )

    class Meta:
        model = Person
        fields = []
        form = FilterForm

    def __init__(self, data, queryset, *, person: Person, on: date):
        """`queryset` holds everyone the person may see."""
        self.on = on
        self.manages = allowed(person, Permission.MANAGE_PEOPLE)
        super().__init__(data, queryset)
        if not self.manages:
            del self.filters["account"]

    def holding(self, *conditions: Q, **about) -> Exists:
        """People with a current or future role that matches all of this."""
        held = Membership.objects.not_over(on=self.on).filter(person=OuterRef("pk"))
        return Exists(held.filter(*conditions, **about))

    def with_words(self, queryset, name, value):
        words = value.strip()
        known_as = (
            with_name(words)
            | Q(initials__iexact=words)
            | Q(aliases__contains=[words.upper()])
            | Q(aliases__contains=[words])
            | Q(
                self.holding(
                    with_name(words, "organisation__plain_name")
                    | Q(organisation__short_name__iexact=words)
                )
            )
        )
        if self.manages:
            known_as |= Q(email__icontains=words)
        return queryset.filter(known_as)

    def in_role(self, queryset, name, value):
        kind = self.form.cleaned_data.get("kind")
        about = {"organisation__kind": kind} if kind else {}
        return queryset.filter(self.holding(role=value, **about))

    def of_kind(self, queryset, name, value):
        return queryset.filter(self.holding(organisation__kind=value))

    def with_account(self, queryset, name, value):
        if value == CANNOT:
            return queryset.exclude(user__is_active=True)
        if value == INVITED:
            waiting = Invitation.objects.waiting().filter(person=OuterRef("pk"))
            return queryset.filter(Exists(waiting))
        return unreachable(queryset)


def unreachable(queryset: QuerySet) -> QuerySet:
    """People whose last email to their current address bounced."""
    last = (
        Message.objects.filter(
            person=OuterRef("pk"),
            address__iexact=OuterRef("email"),
            status__in=[Message.Status.SENT, Message.Status.BOUNCED],
        )
        .order_by("-pk")
        .values("status")[:1]
    )
    return queryset.alias(last_letter=Subquery(last)).filter(
        last_letter=Message.Status.BOUNCED
    )
