"""The sentences of the history of people, organisations, schools, emails and rules."""

from partnership.history.words import CHANGES, UPLOADED, counted, no_child_named


def _people_imported(detail: dict) -> str:
    done = counted(
        detail,
        {
            "new_person": "new person|new people",
            "new_role": "new role for someone already here"
            "|new roles for people already here",
            "already": "row already here|rows already here",
            "left_out": "row left out|rows left out",
            "refused": "row refused|rows refused",
        },
    )
    return f"List imported: {done}" if done else "List imported"


def _register_imported(detail: dict) -> str:
    done = counted(
        detail,
        {
            "new": "new school",
            "changed": "school changed|schools changed",
            "already": "school here already|schools here already",
            "outside": "school of another authority|schools of other authorities",
            "refused": "row refused|rows refused",
        },
    )
    return f"Register imported: {done}" if done else "Register imported"


def _moved(detail: dict) -> str:
    """What moved with a merged entry; its kinds are already in words."""
    moved = ", ".join(f"{kind} ({n})" for kind, n in detail.get("moved", {}).items())
    return f"Moved: {moved}" if moved else ""


def _old_records_removed(detail: dict) -> str:
    gone = counted(
        detail, {"messages": "email", "history": "history entry|history entries"}
    )
    return f"Old records deleted: {gone or 'none were due'}"


def _reported_change(detail: dict) -> str:
    kinds = {
        "left": "someone has left",
        "changed": "someone’s details have changed",
        "new": "someone is new",
    }
    return (
        f"The school reported that {kinds.get(detail.get('kind'), 'something changed')}"
    )


SENTENCES = {
    "person": {
        "added": "Added to the directory[ from {from}]",
        "named": "Name set to {name}",
        "edited": [
            "Details changed",
            "Name: {name}",
            "Initials: {initials}",
            "Other initials: {other_initials}",
            "Job title: {job_title}",
        ],
        "email address changed": "Email address changed",
        "anonymised": "Contact details and sign-in removed",
        "details kept": ["Details kept until {until}", "Reason: {reason}"],
        "old records removed": _old_records_removed,
        "leaving": "Last day set to {last_day}",
        "merged": ["Merged[ into {into}][ with the entry for {entry}]", _moved],
        "sign-in moved": "Sign-in moved here from the entry for {entry}",
        "joined": [
            "Appointed as {role} at {organisation}",
            "{title}",
            "From {from_date}",
        ],
        "left": "Role ended: {role} at {organisation}[, last day {last_day}]",
        "last day of a role set": "Last day as {role} at {organisation} set to "
        "{last_day}",
        "end of role taken back": "Role continues: {role} at {organisation} no longer "
        "has a last day",
        "role taken back": "Role withdrawn: {role} at {organisation}",
        "invited": "Invited to sign in",
        "invitation withdrawn": "Invitation withdrawn",
        "invitation accepted": "Invitation accepted",
        "sign-in given": "Given access to sign in",
        "sign-in ended": "Access to sign in ended",
        "sign-in unlocked": "Sign-in unlocked",
        "signed in": "Signed in[ with {how}][, using {browser}]",
        "sign-in failed": "Failed attempt to sign in[ with {how}][, using {browser}]",
        "sign-in locked": "Sign-in locked for {minutes:minute} after too many failed "
        "attempts[, using {browser}]",
        "first password set": "First password set",
        "password changed": "Password changed",
        "second step added": "Second step added[: {kind}]",
        "second step removed": "Second step removed[: {kind}]",
        "new recovery codes made": "New recovery codes created",
        "session ended": "Signed out elsewhere[: {browser}]",
        "other sessions ended": "Signed out of {count:other browser}",
        "chose how often letters come": "Emails set to “{after}”[ (was “{before}”)]",
    },
    "organisation": {
        "added": "Added to the directory",
        "edited": [
            "Details changed",
            "Name: {name}",
            "Short name: {short_name}",
            "Email address: {email}",
        ],
        "closed": "Closed[ on {closed_on}]",
        "opened again": "Reopened",
        "shared with trust": "Returns and actions shared with {trust}",
        "took over from another school": "Took over from {school} on {on}",
        "added from the register": "Added from the national register",
        "changed by the register": "Name changed[ from {before}] to {after} in the "
        "national register",
    },
    "school": {
        "added from the register": "Added from the national register",
        "changed by the register": ["Updated from the national register", CHANGES],
        "closed in the register": ["Closed in the national register", CHANGES],
    },
    "peoplecheck": {
        "asked": "School asked to check its contacts",
        "reminded": "School reminded to check its contacts",
        "confirmed": "School confirmed its contacts: {people:person|people}[, through "
        "{how}]",
        "changes reported": [
            "School reported {changes:change}[ through {how}]",
            no_child_named,
        ],
        "change taken over": ["Reported change made", _reported_change],
        "change set aside": [
            "Reported change set aside",
            _reported_change,
            "Reason: {said}",
        ],
    },
    "peoplelist": {
        **UPLOADED,
        "imported": [_people_imported, "Rows refused: {rows_refused}"],
    },
    "registerfile": {
        "uploaded": "Register uploaded[, for the authorities {authorities}]",
        "import asked for": "Import started",
        "imported": _register_imported,
        "refused": ["Refused", "{why}"],
    },
    "message": {
        "came back": ["Email returned undelivered", "{said}"],
        "found to have been sent": "Confirmed as sent",
        "sent again": "Sent again",
        "sent anew": "Sent again in a new email",
        "written anew": "Written to replace an email that bounced",
        "probably came back": [
            "A delivery report is probably about this email",
            "{said}",
        ],
        "bounce confirmed": "Delivery report confirmed: the email bounced",
        "bounce dismissed": "Delivery report set aside: it is not about this email",
    },
    "lettertext": {
        "changed": ["Email template changed", "Before: {before}", "Now: {after}"],
        "set back to the default": [
            "Email template set back to the default",
            "Before: {before}",
            "Now: {after}",
        ],
    },
    "policysetting": {
        "changed": [
            "Setting changed",
            "Before: {was}",
            "Now: {now}",
            "Removed: {removed}",
            "Added: {added}",
            "{order}",
        ],
        "set back to the default": [
            "Set back to the default",
            "Before: {was}",
            "Now: {now}",
            "Removed: {removed}",
            "Added: {added}",
            "{order}",
        ],
    },
    "apitoken": {
        "given": "API key created for {reads_for}, valid until {until}",
        "revoked": "API key revoked",
    },
}
FIELDS = {
    "school": {
        "has_boarders": ("Now has boarders", "No longer has boarders"),
        "has_sixth_form": ("Now has a sixth form", "No longer has a sixth form"),
        "has_nursery": ("Now has a nursery", "No longer has a nursery"),
        "ofsted_last_insp": "last Ofsted inspection",
        "urn": "URN",
    },
}
