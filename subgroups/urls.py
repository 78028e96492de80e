"""The site map of subgroups, in the order a user meets the pages."""

from django.urls import path

from subgroups import views

app_name = "subgroups"

subgroups = [
    path("subgroups/", views.subgroups, name="subgroups"),
    path("subgroups/add/", views.add_subgroup, name="add_subgroup"),
    path("subgroups/<int:pk>/", views.subgroup, name="subgroup"),
    path("subgroups/<int:pk>/terms/", views.terms, name="terms"),
    path("subgroups/<int:pk>/terms/write/", views.write_terms, name="write_terms"),
    path("terms/<int:pk>/agree/", views.agree_terms, name="agree_terms"),
    path("subgroups/<int:pk>/seats/add/", views.add_seat, name="add_seat"),
    path("seats/<int:pk>/people/add/", views.seat_person, name="seat_person"),
    path("subgroups/<int:pk>/quorum/", views.set_quorum_rule, name="set_quorum_rule"),
]
meetings = [
    path("subgroups/<int:pk>/meetings/", views.meetings, name="meetings"),
    path("subgroups/<int:pk>/meetings/plan/", views.plan_meeting, name="plan_meeting"),
    path("meetings/<int:pk>/", views.meeting, name="meeting"),
    path("meetings/<int:pk>/items/add/", views.add_item, name="add_item"),
    path("meetings/<int:pk>/publish/", views.publish_agenda, name="publish_agenda"),
    path("meetings/<int:pk>/attendance/", views.attendance, name="attendance"),
    path("meetings/<int:pk>/quorum/", views.determine_quorum, name="determine_quorum"),
]
minutes = [
    path("items/<int:pk>/", views.item, name="item"),
    path("items/<int:pk>/notes/", views.write_notes, name="write_notes"),
    path(
        "items/<int:pk>/decisions/add/", views.record_decision, name="record_decision"
    ),
    path("items/<int:pk>/actions/add/", views.raise_action, name="raise_action"),
    path("meetings/<int:pk>/minutes/", views.minutes, name="minutes"),
    path("meetings/<int:pk>/minutes.pdf", views.minutes_pdf, name="minutes_pdf"),
    path("meetings/<int:pk>/minutes/circulate/", views.circulate, name="circulate"),
    path("meetings/<int:pk>/minutes/take-back/", views.take_back, name="take_back"),
    path("meetings/<int:pk>/minutes/agree/", views.agree, name="agree"),
    path("meetings/<int:pk>/minutes/amend/", views.amend, name="amend"),
]
urlpatterns = subgroups + meetings + minutes
