"""The site map, in the order people meet the pages."""

from django.conf import settings
from django.urls import include, path

from partnership.checks import views as checks
from partnership.lists import views as lists
from partnership.organisations import views as organisations
from partnership.outbox.views import letters, messages
from partnership.people.views import grants, people, roles, sign_in
from partnership.people.views import inviting as invitations
from partnership.policy.views import administration, public
from partnership.policy.views import rules as policy
from partnership.registers import views as registers
from partnership.sign_in.views import account, entering, first_password

lists_of_people = [
    # /people/lists/: importing lists of people from spreadsheets
    path("people/lists/", lists.pages.uploads, name="lists"),
    path("people/lists/upload/", lists.pages.upload, name="upload_list"),
    path("people/lists/example.csv", lists.example, name="example_list"),
    path("people/lists/<int:pk>/", lists.pages.check, name="people_list"),
    path(
        "people/lists/<int:pk>/columns/", lists.pages.understand, name="understand_list"
    ),
    path("people/lists/<int:pk>/questions/", lists.pages.answer, name="answer_list"),
    path("people/lists/<int:pk>/again/", lists.pages.look_again, name="look_again"),
]

people_checks = [
    # /people/checks/: school contact checks
    path("people/checks/", checks.checks, name="checks"),
    path("people/checks/ask/", checks.ask_schools, name="ask_schools"),
    path("people/checks/unreachable/", checks.unreachable, name="unreachable"),
    path("people/checks/remind/", checks.remind_schools, name="remind_schools"),
    path("people/checks/answered/", checks.check_answered, name="check_answered"),
    path("people/checks/answer/<token>/", checks.answer_by_link, name="answer_by_link"),
    path("people/checks/<int:pk>/", checks.answer_check, name="answer_check"),
    path("people/checks/<int:pk>/settle/", checks.settle_check, name="settle_check"),
    path(
        "people/checks/<int:pk>/changes/<int:number>/apply/",
        checks.apply_change,
        name="apply_change",
    ),
    path(
        "people/checks/<int:pk>/changes/<int:number>/edit/",
        checks.edit_change,
        name="edit_change",
    ),
    path(
        "people/checks/<int:pk>/changes/<int:number>/set-aside/",
        checks.set_aside,
        name="set_aside",
    ),
]

directory = [
    # /people/: the directory
    path("people/", people.people, name="people"),
    path("people/add/", people.add_person, name="add_person"),
    path("people/add/alone/", people.add_person_alone, name="add_person_alone"),
    path("people/invite/", invitations.invite_many, name="invite_many"),
    # /people/1/: one person
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/edit/", people.edit_person, name="edit_person"),
    path("people/<int:pk>/roles/give/", roles.give_role, name="give_role"),
    path("people/<int:pk>/invite/", invitations.invite, name="invite"),
    # /roles/1/, /invitations/1/: a person's role or invitation
    path("roles/<int:pk>/end/", roles.end_role, name="end_role"),
    path("roles/<int:pk>/keep/", roles.keep_role, name="keep_role"),
    path("roles/<int:pk>/take-back/", roles.take_back_role, name="take_back_role"),
    path(
        "invitations/<int:pk>/withdraw/",
        invitations.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path(
        "invitations/<token>/", invitations.accept_invitation, name="accept_invitation"
    ),
    # /organisations/: the organisations people belong to
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/add/", organisations.add_organisation, name="add_organisation"),
    path("organisations/<int:pk>/", organisations.organisation, name="organisation"),
    path(
        "organisations/<int:pk>/edit/",
        organisations.edit_organisation,
        name="edit_organisation",
    ),
    path(
        "organisations/<int:pk>/close/",
        organisations.close_organisation,
        name="close_organisation",
    ),
    path(
        "organisations/<int:pk>/open/",
        organisations.open_organisation_again,
        name="open_organisation_again",
    ),
    path(
        "organisations/<int:pk>/people/add/",
        people.add_person_at,
        name="add_person_at",
    ),
]

school_registers = [
    # /schools/registers/: importing the national register of schools
    path("schools/registers/", registers.registers, name="registers"),
    path(
        "schools/registers/upload/", registers.upload_register, name="upload_register"
    ),
    path("schools/registers/<int:pk>/", registers.register_file, name="register_file"),
]

ours = (
    [
        *directory,
        *lists_of_people,
        *school_registers,
        *people_checks,
        path("start/<token>/", first_password.first_password, name="first_password"),
        path("account/", account.account, name="account"),
        path("account/letters/", letters.choose_letters, name="choose_letters"),
        path("account/sessions/", entering.sessions, name="sessions"),
        path("account/sessions/end/", entering.end_session, name="end_session"),
        path("account/time-left/", entering.time_left, name="time_left"),
        path(
            "account/second-step/needed/",
            entering.second_step_needed,
            name="second_step_needed",
        ),
        # /people/1/: helping people sign in
        path(
            "people/<int:pk>/sign-in/",
            sign_in.reset_second_step,
            name="reset_second_step",
        ),
        path(
            "people/<int:pk>/sign-in/unlock/",
            sign_in.unlock_sign_in,
            name="unlock_sign_in",
        ),
        # /settings/: settings
        path("settings/", administration.administration, name="administration"),
        path("settings/rules/", policy.rules, name="rules"),
        path("settings/rules/<name>/", policy.rule, name="rule"),
        path(
            "settings/rules/<name>/default/", policy.default_rule, name="default_rule"
        ),
        path("settings/letters/", letters.letters, name="letters"),
        path("settings/letters/<kind>/", letters.letter, name="letter"),
        path(
            "settings/letters/<kind>/default/",
            letters.default_letter,
            name="default_letter",
        ),
        # /messages/: emails sent
        path("messages/", messages.messages, name="messages"),
        path("messages/<int:pk>/", messages.message, name="message"),
        path("messages/<int:pk>/send-again/", messages.send_again, name="send_again"),
        path("messages/<int:pk>/send-anew/", messages.send_anew, name="send_anew"),
        path(
            "messages/<int:pk>/bounced/",
            messages.confirm_bounce,
            name="confirm_bounce",
        ),
        path(
            "messages/<int:pk>/not-bounced/",
            messages.dismiss_bounce,
            name="dismiss_bounce",
        ),
        path("logo/<digest>/", policy.logo, name="logo"),
        # public pages
        path("accessibility/", public.accessibility, name="accessibility"),
        path("privacy/", public.privacy, name="privacy"),
        path("cookies/", public.cookies, name="cookies"),
        path("roles/", grants.grants, name="grants"),
        path("health/live", grants.live, name="live"),
        path("health/ready", grants.ready, name="ready"),
    ],
    "partnership",
)

urlpatterns = [
    path("", include("scorecard.urls")),
    path("", include("actions.urls")),
    path("", include("subgroups.urls")),
    path("", include("audits.urls")),
    path("", include(ours)),
    path("account/", include("partnership.sign_in.urls")),
]

if settings.DEBUG:
    urlpatterns.append(path("components/", include("partnership.gallery")))
