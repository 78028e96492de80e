"""The site map of subgroups, in the order a user meets the pages."""

from django.urls import path

from subgroups.agenda import views as agenda
from subgroups.meetings import views as meetings_views
from subgroups.minutes import views as minutes_views
from subgroups.quorum import views as quorum
from subgroups.structure import views as structure
from subgroups.terms import views as terms

app_name = "subgroups"

subgroups = [
    path("subgroups/", structure.subgroups, name="subgroups"),
    path("subgroups/add/", structure.add_subgroup, name="add_subgroup"),
    path("subgroups/<int:pk>/", structure.subgroup, name="subgroup"),
    path("subgroups/<int:pk>/terms/", terms.terms, name="terms"),
    path("subgroups/<int:pk>/terms/write/", terms.write_terms, name="write_terms"),
    path("terms/<int:pk>/agree/", terms.agree_terms, name="agree_terms"),
    path("subgroups/<int:pk>/seats/add/", structure.add_seat, name="add_seat"),
    path("seats/<int:pk>/people/add/", structure.seat_person, name="seat_person"),
    path("subgroups/<int:pk>/quorum/", quorum.set_quorum_rule, name="set_quorum_rule"),
]
meetings = [
    path("subgroups/<int:pk>/meetings/", meetings_views.meetings, name="meetings"),
    path(
        "subgroups/<int:pk>/meetings/plan/",
        meetings_views.plan_meeting,
        name="plan_meeting",
    ),
    path(
        "subgroups/<int:pk>/meetings/year/",
        meetings_views.plan_year,
        name="plan_year",
    ),
    path("meetings/<int:pk>/", meetings_views.meeting, name="meeting"),
    path(
        "meetings/<int:pk>/change/",
        meetings_views.correct_meeting,
        name="correct_meeting",
    ),
    path(
        "meetings/<int:pk>/cancel/",
        meetings_views.cancel_meeting,
        name="cancel_meeting",
    ),
    path("meetings/<int:pk>/items/add/", agenda.add_item, name="add_item"),
    path("meetings/<int:pk>/publish/", agenda.publish_agenda, name="publish_agenda"),
    path("meetings/<int:pk>/attendance/", meetings_views.attendance, name="attendance"),
    path(
        "meetings/<int:pk>/quorum/",
        meetings_views.determine_quorum,
        name="determine_quorum",
    ),
]
minutes = [
    path("items/<int:pk>/", minutes_views.item, name="item"),
    path("items/<int:pk>/notes/", minutes_views.write_notes, name="write_notes"),
    path(
        "items/<int:pk>/decisions/add/",
        minutes_views.record_decision,
        name="record_decision",
    ),
    path(
        "items/<int:pk>/actions/add/", minutes_views.raise_action, name="raise_action"
    ),
    path("subgroups/<int:pk>/decisions/", minutes_views.decisions, name="decisions"),
    path("decisions/<int:pk>/ratify/", minutes_views.ratify, name="ratify"),
    path(
        "decisions/<int:pk>/ratify/take-back/",
        minutes_views.take_back_ratification,
        name="take_back_ratification",
    ),
    path("meetings/<int:pk>/minutes/", minutes_views.minutes, name="minutes"),
    path(
        "meetings/<int:pk>/minutes.pdf", minutes_views.minutes_pdf, name="minutes_pdf"
    ),
    path(
        "meetings/<int:pk>/minutes/circulate/",
        minutes_views.circulate,
        name="circulate",
    ),
    path(
        "meetings/<int:pk>/minutes/take-back/",
        minutes_views.take_back,
        name="take_back",
    ),
    path("meetings/<int:pk>/minutes/agree/", minutes_views.agree, name="agree"),
    path("meetings/<int:pk>/minutes/amend/", minutes_views.amend, name="amend"),
]
urlpatterns = subgroups + meetings + minutes
