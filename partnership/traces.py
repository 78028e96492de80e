"""Every column of the directory, outbox and accounts that names a person."""

from django.apps import apps
from django.db.models import Model, Q

from partnership.people.named_in import ACT, WHO_DID_IT, Trace

SIGN_IN = "So that they can sign in and no one else can use their account"
LETTERS = "To show what was sent, who to, and whether it was delivered"


def subject_words(row: Model) -> str:
    """A subject in words: its model's name and id."""
    app, _, name = row.subject_type.partition(".")
    model = apps.all_models[app].get(name)
    return f"{model._meta.verbose_name if model else name} {row.subject_id}"


def event_words(row: Model) -> str:
    """An event and its subject in words."""
    return f"{subject_words(row)}: {row.event.replace('_', ' ')}"


TRACES = [
    Trace(
        column="partnership.Person.merged_into",
        kind="Duplicate entries merged into theirs",
        because="So that anything signed or agreed under the other entry still leads "
        "to them",
        moves=Q(),
    ),
    Trace(
        column="partnership.Membership.person",
        kind="Current and past roles",
        because="Who held which role, and when, decides who could see what",
        words=lambda row: (
            f"{row.title or row.get_role_display()}, {row.organisation}"
            + (f", until {row.to_date.isoformat()}" if row.to_date else "")
        ),
        when="from_date",
        url=lambda row: row.organisation.get_absolute_url(),
        select=("organisation",),
        moves=Q(),
    ),
    Trace(
        column="partnership.Sharing.agreed_by",
        kind="Schools they allowed to share with their trust",
        because=WHO_DID_IT,
        words=lambda row: f"{row.school} shares with {row.trust}",
        when="from_date",
        select=("school", "trust"),
        stays=ACT,
    ),
    Trace(
        column="partnership.Event.by",
        kind="Changes they made",
        because="The history shows who changed what. It is kept for the period of "
        "“History of changes”",
        words=event_words,
        when="at",
        stays="History is append-only: the database refuses every change",
    ),
    Trace(
        column="partnership.Message.person",
        kind="Emails to them",
        because=LETTERS,
        words=lambda row: (
            f"{row.subject}, to {row.address}: {row.get_status_display().lower()}"
        ),
        when="written_at",
        moves=Q(),
    ),
    Trace(
        column="partnership.Reminded.person",
        goes=True,
        kind="Reminders they were sent",
        because="So that no one is reminded twice about the same thing",
        words=lambda row: (
            f"{row.kind.replace('_', ' ')} {row.step}: {subject_words(row)}"
        ),
        when="message__written_at",
        select=("message",),
        moves=Q(),
    ),
    Trace(
        column="partnership.Download.person",
        kind="Files they downloaded",
        because="The download record shows who has a copy of what",
        words=lambda row: row.words,
        when="at",
        stays="Records of downloads are append-only: the database refuses any change",
    ),
    Trace(
        column="partnership.Invitation.person",
        goes=True,
        kind="Invitations to them",
        because=SIGN_IN,
        words=lambda row: "Invited to sign in",
        when="invited_at",
        stays="Its link was sent for that entry; it has been withdrawn and no longer "
        "works",
    ),
    Trace(
        column="partnership.Invitation.invited_by",
        kind="People they invited",
        because=WHO_DID_IT,
        words=lambda row: f"Invited {row.person}",
        when="invited_at",
        select=("person",),
        stays=ACT,
    ),
    *(
        Trace(
            column=f"partnership.PeopleCheck.{column}",
            kind=f"School contact checks they {verb}",
            because=WHO_DID_IT,
            when=when,
            select=("organisation",),
            stays=ACT,
        )
        for column, verb, when in [
            ("asked_by", "requested", "asked_at"),
            ("answered_by", "answered", "answered_at"),
            ("settled_by", "settled", "settled_at"),
        ]
    ),
    *(
        Trace(
            column=f"partnership.PeopleList.{column}",
            kind=f"Lists of people they {verb}",
            because=WHO_DID_IT,
            when=when,
            stays=ACT,
        )
        for column, verb, when in [
            ("uploaded_by", "uploaded", "uploaded_at"),
            ("applied_by", "imported", "applied_at"),
        ]
    ),
    *(
        Trace(
            column=f"partnership.RegisterFile.{column}",
            kind=f"Files of the school register they {verb}",
            because=WHO_DID_IT,
            when=when,
            stays=ACT,
        )
        for column, verb, when in [
            ("uploaded_by", "uploaded", "uploaded_at"),
            ("applied_by", "imported", "applied_at"),
        ]
    ),
    Trace(
        column="partnership.ApiToken.person",
        kind="API keys that read what they can see",
        because="To revoke a key, we need to know whose it is",
        when="created_at",
        moves=Q(),
    ),
    Trace(
        column="partnership.ApiToken.created_by",
        kind="API keys they created",
        because=WHO_DID_IT,
        when="created_at",
        stays=ACT,
    ),
    Trace(
        column="partnership.User.person",
        goes=True,
        kind="Their sign-in",
        because=SIGN_IN,
        words=lambda row: (
            f"Signs in as {row.email}{'' if row.is_active else ' (closed)'}"
        ),
        when="last_login",
        stays="A person has only one account, so this one is closed. It moves only if "
        "the kept "
        "entry has none (services.merging)",
    ),
]

# The account's own tables, all deleted with the account.
ACCOUNT_TRACES = [
    Trace(
        column="account.EmailAddress.user",
        goes=True,
        kind="Their sign-in",
        because=SIGN_IN,
        words=lambda row: f"Email address {row.email}",
        stays="Deleted with the account",
    ),
    Trace(
        column="mfa.Authenticator.user",
        goes=True,
        kind="Their sign-in",
        because=SIGN_IN,
        words=lambda row: f"Second step: {row.get_type_display().lower()}",
        when="created_at",
        stays="Deleted with the account",
    ),
    Trace(
        column="usersessions.UserSession.user",
        goes=True,
        kind="Browsers where they are signed in",
        because=SIGN_IN,
        words=lambda row: f"{row.ip}, {row.user_agent}",
        when="last_seen_at",
        stays="Deleted with the account",
    ),
    Trace(
        column="socialaccount.SocialAccount.user",
        goes=True,
        kind="Their sign-in",
        because=SIGN_IN,
        words=lambda row: f"Signs in through {row.provider} as {row.uid}",
        when="last_login",
        stays="Deleted with the account",
    ),
]
