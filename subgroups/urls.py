"""The site map of subgroups, in the order a user meets the pages."""

from django.urls import path

from subgroups.agenda.views import forward, items, meeting, sending
from subgroups.arrangements.views import legal
from subgroups.arrangements.views import public as arrangements_public
from subgroups.arrangements.views import writing as arrangements_views
from subgroups.attendance import views as attendance
from subgroups.imports import views as imports
from subgroups.meetings import views as meetings_views
from subgroups.minutes.views import corrections, deciding, versions
from subgroups.minutes.views import files as minutes_files
from subgroups.minutes.views import minutes as minutes_views
from subgroups.papers import views as paper_pages
from subgroups.quorum import views as quorum
from subgroups.registers.views import action_log, by_email, challenges, escalations
from subgroups.registers.views import listing as register_lists
from subgroups.room import views as room
from subgroups.structure.views import groups as structure
from subgroups.structure.views import many, seats
from subgroups.terms.views import editions as terms
from subgroups.terms.views import files as terms_files
from subgroups.terms.views import public as terms_public

app_name = "subgroups"

subgroups = [
    path("subgroups/", structure.subgroups, name="subgroups"),
    path("subgroups/add/", structure.add_subgroup, name="add_subgroup"),
    path("subgroups/structure/", structure.chart, name="chart"),
    path("subgroups/<int:pk>/", structure.subgroup, name="subgroup"),
    path("subgroups/<int:pk>/edit/", structure.edit_subgroup, name="edit_subgroup"),
    path("subgroups/<int:pk>/terms/", terms.terms, name="terms"),
    path("subgroups/<int:pk>/terms/write/", terms.write_terms, name="write_terms"),
    path(
        "subgroups/<int:pk>/terms/import/",
        terms_files.import_terms,
        name="import_terms",
    ),
    path(
        "subgroups/<int:pk>/terms/compare/", terms.compare_terms, name="compare_terms"
    ),
    path("terms/<int:pk>/", terms.terms_edition, name="terms_edition"),
    path("terms/<int:pk>/agree/", terms.agree_terms, name="agree_terms"),
    path("terms/<int:pk>/publish/", terms.publish_terms, name="publish_terms"),
    path("terms/<int:pk>/unpublish/", terms.unpublish_terms, name="unpublish_terms"),
    path("terms/<int:pk>/terms.pdf", terms_files.terms_pdf, name="terms_pdf"),
    path("terms/<int:pk>/terms.docx", terms_files.terms_word, name="terms_word"),
    path("published/terms/<int:pk>/", terms_public.public_terms, name="public_terms"),
    path("subgroups/<int:pk>/seats/", many.edit_seats, name="edit_seats"),
    path("subgroups/<int:pk>/seats/paste/", many.paste_seats, name="paste_seats"),
    path("subgroups/<int:pk>/seats/add/", seats.add_seat, name="add_seat"),
    path("seats/lists/", many.pages.uploads, name="seat_lists"),
    path("seats/lists/<int:pk>/", many.pages.check, name="seat_list"),
    path(
        "seats/lists/<int:pk>/columns/",
        many.pages.understand,
        name="understand_seat_list",
    ),
    path("seats/lists/<int:pk>/questions/", many.pages.answer, name="answer_seat_list"),
    path(
        "seats/lists/<int:pk>/again/",
        many.pages.look_again,
        name="foresee_seat_list_again",
    ),
    path("seats/<int:pk>/edit/", seats.edit_seat, name="edit_seat"),
    path("seats/<int:pk>/people/add/", seats.seat_person, name="seat_person"),
    path("appointments/<int:pk>/", seats.correct_holder, name="correct_holder"),
    path("appointments/<int:pk>/remove/", seats.remove_holder, name="remove_holder"),
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
        "subgroups/<int:pk>/attendance/",
        attendance.attendance_over_time,
        name="attendance_over_time",
    ),
    path(
        "subgroups/<int:pk>/meetings/year/",
        meetings_views.plan_year,
        name="plan_year",
    ),
    path("meetings/<int:pk>/", meeting.meeting, name="meeting"),
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
    path("meetings/<int:pk>/attendance/", meetings_views.attendance, name="attendance"),
    path(
        "meetings/<int:pk>/quorum/",
        meetings_views.determine_quorum,
        name="determine_quorum",
    ),
]
forward_plan = [
    path("subgroups/<int:pk>/plan/", forward.forward_plan, name="forward_plan"),
    path("subgroups/<int:pk>/plan/place/", forward.place_items, name="place_items"),
    path(
        "subgroups/<int:pk>/plan/add/",
        forward.add_forward_item,
        name="add_forward_item",
    ),
    path("plan/<int:pk>/edit/", forward.edit_forward_item, name="edit_forward_item"),
    path("plan/<int:pk>/end/", forward.end_forward_item, name="end_forward_item"),
]
agenda = [
    path("meetings/<int:pk>/build/", sending.build_agenda, name="build_agenda"),
    path("meetings/<int:pk>/items/add/", items.add_item, name="add_item"),
    path("meetings/<int:pk>/items/order/", items.order_items, name="order_items"),
    path("items/<int:pk>/edit/", items.correct_item, name="correct_item"),
    path("items/<int:pk>/remove/", items.remove_item, name="remove_item"),
    path("items/<int:pk>/move/", items.move_item, name="move_item"),
    path("meetings/<int:pk>/publish/", sending.publish_agenda, name="publish_agenda"),
    path("meetings/<int:pk>/changes/", sending.send_changes, name="send_changes"),
    path("meetings/<int:pk>/sent/", sending.agenda_sent, name="agenda_sent"),
]
papers = [
    path("meetings/<int:pk>/papers/add/", paper_pages.add_paper, name="add_paper"),
    path("papers/<int:pk>/", paper_pages.paper, name="paper"),
    path("papers/<int:pk>/file/", paper_pages.paper_file, name="paper_file"),
    path("papers/<int:pk>/change/", paper_pages.edit_paper, name="edit_paper"),
    path("papers/<int:pk>/remove/", paper_pages.remove_paper, name="remove_paper"),
    path("meetings/<int:pk>/pack/", paper_pages.ask_for_pack, name="ask_for_pack"),
    path("packs/<int:pk>/", paper_pages.pack, name="pack"),
    path("packs/<int:pk>/pack.pdf", paper_pages.pack_file, name="pack_file"),
]
minutes = [
    path(
        "subgroups/<int:pk>/minutes/import/",
        imports.import_minutes,
        name="import_minutes",
    ),
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
    path("items/<int:pk>/decided/", deciding.mark_decided, name="mark_decided"),
    path("items/<int:pk>/reopen/", deciding.reopen_item, name="reopen_item"),
    path(
        "decisions/<int:pk>/reword/", deciding.reword_decision, name="reword_decision"
    ),
    path("decisions/<int:pk>/ratify/", minutes_views.ratify, name="ratify"),
    path(
        "decisions/<int:pk>/ratify/take-back/",
        minutes_views.take_back_ratification,
        name="take_back_ratification",
    ),
    path("meetings/<int:pk>/minutes/", minutes_views.minutes, name="minutes"),
    path(
        "meetings/<int:pk>/minutes.pdf", minutes_files.minutes_pdf, name="minutes_pdf"
    ),
    path(
        "meetings/<int:pk>/minutes.docx",
        minutes_files.minutes_word,
        name="minutes_word",
    ),
    path(
        "meetings/<int:pk>/minutes/redacted/",
        minutes_views.redacted_minutes,
        name="redacted_minutes",
    ),
    path(
        "meetings/<int:pk>/minutes/redacted.pdf",
        minutes_files.redacted_minutes_pdf,
        name="redacted_minutes_pdf",
    ),
    path(
        "meetings/<int:pk>/minutes/redacted.docx",
        minutes_files.redacted_minutes_word,
        name="redacted_minutes_word",
    ),
    path(
        "subgroups/<int:pk>/action-log.pdf",
        minutes_files.action_log_pdf,
        name="action_log_pdf",
    ),
    path(
        "subgroups/<int:pk>/action-log.docx",
        minutes_files.action_log_word,
        name="action_log_word",
    ),
    path(
        "meetings/<int:pk>/minutes/check/",
        minutes_views.check_minutes,
        name="check_minutes",
    ),
    path("meetings/<int:pk>/minutes/sent/", versions.minutes_sent, name="minutes_sent"),
    path(
        "meetings/<int:pk>/minutes/compare/",
        versions.compare_minutes,
        name="compare_minutes",
    ),
    path("meetings/<int:pk>/corrections/", corrections.corrections, name="corrections"),
    path(
        "meetings/<int:pk>/corrections/propose/",
        corrections.propose_correction,
        name="propose_correction",
    ),
    path(
        "corrections/<int:pk>/settle/",
        corrections.settle_correction,
        name="settle_correction",
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
rooms = [
    path("meetings/<int:pk>/room/", room.room, name="room"),
    path("meetings/<int:pk>/room/since/", room.room_since, name="room_since"),
    path("meetings/<int:pk>/room/screen/", room.room_screen, name="room_screen"),
    path(
        "meetings/<int:pk>/room/attendance/",
        room.room_attendance,
        name="room_attendance",
    ),
    path("meetings/<int:pk>/room/visitor/", room.room_visitor, name="room_visitor"),
    path(
        "meetings/<int:pk>/room/interest/",
        room.room_general_interest,
        name="room_general_interest",
    ),
    path("items/<int:pk>/room/reach/", room.room_reach, name="room_reach"),
    path("items/<int:pk>/room/notes/", room.room_notes, name="room_notes"),
    path("items/<int:pk>/room/also/", room.room_also, name="room_also"),
    path("items/<int:pk>/room/decision/", room.room_decision, name="room_decision"),
    path("items/<int:pk>/room/action/", room.room_action, name="room_action"),
    path("items/<int:pk>/room/challenge/", room.room_challenge, name="room_challenge"),
    path(
        "items/<int:pk>/room/escalation/",
        room.room_escalation,
        name="room_escalation",
    ),
    path("items/<int:pk>/room/interest/", room.room_interest, name="room_interest"),
]
registers = [
    path("subgroups/<int:pk>/action-log/", action_log.action_log, name="action_log"),
    path(
        "items/<int:pk>/action-log/",
        action_log.table_action_log,
        name="table_action_log",
    ),
    path("decisions/", register_lists.decisions, name="decisions"),
    path("decisions.<str:kind>/", register_lists.decisions_file, name="decisions_file"),
    path("challenges/", register_lists.challenges, name="challenges"),
    path(
        "challenges.<str:kind>/", register_lists.challenges_file, name="challenges_file"
    ),
    path("challenges/<int:pk>/", challenges.challenge, name="challenge"),
    path(
        "items/<int:pk>/challenges/add/",
        challenges.record_challenge,
        name="record_challenge",
    ),
    path(
        "challenges/<int:pk>/edit/",
        challenges.correct_challenge,
        name="correct_challenge",
    ),
    path(
        "challenges/<int:pk>/respond/",
        challenges.respond_to_challenge,
        name="respond_to_challenge",
    ),
    path(
        "challenges/<int:pk>/close/", challenges.close_challenge, name="close_challenge"
    ),
    path("escalations/", register_lists.escalations, name="escalations"),
    path(
        "escalations.<str:kind>/",
        register_lists.escalations_file,
        name="escalations_file",
    ),
    path("escalations/<int:pk>/", escalations.escalation, name="escalation"),
    path("items/<int:pk>/escalations/add/", escalations.escalate, name="escalate"),
    path(
        "escalations/<int:pk>/edit/",
        escalations.correct_escalation,
        name="correct_escalation",
    ),
    path(
        "escalations/<int:pk>/withdraw/",
        escalations.withdraw_escalation,
        name="withdraw_escalation",
    ),
    path(
        "escalations/<int:pk>/receive/",
        escalations.receive_escalation,
        name="receive_escalation",
    ),
    path(
        "escalations/<int:pk>/respond/",
        escalations.respond_to_escalation,
        name="respond_to_escalation",
    ),
    path(
        "meetings/<int:pk>/escalations/",
        escalations.meeting_escalations,
        name="meeting_escalations",
    ),
    path(
        "meetings/<int:pk>/escalations/<int:escalation>/receive/",
        escalations.receive_here,
        name="receive_here",
    ),
    path(
        "meetings/<int:pk>/escalations/<int:escalation>/respond/",
        escalations.respond_here,
        name="respond_here",
    ),
    path(
        "meetings/<int:pk>/escalations/<int:escalation>/note/",
        escalations.note_here,
        name="note_here",
    ),
    path(
        "subgroups/<int:pk>/questions/add/", by_email.ask_question, name="ask_question"
    ),
    path("questions/<int:pk>/", by_email.question, name="question"),
    path(
        "questions/<int:pk>/answer/", by_email.answer_question, name="answer_question"
    ),
    path("questions/<int:pk>/close/", by_email.close_question, name="close_question"),
    path("questions/<int:pk>/note/", by_email.note_question, name="note_question"),
]
arrangements = [
    path("arrangements/", arrangements_views.arrangements, name="arrangements"),
    path(
        "arrangements/<slug:kind>/write/",
        arrangements_views.write_arrangement,
        name="write_arrangement",
    ),
    path("arrangements/<int:pk>/", arrangements_views.arrangement, name="arrangement"),
    path(
        "arrangements/<int:pk>/publish/",
        arrangements_views.publish_arrangement,
        name="publish_arrangement",
    ),
    path(
        "arrangements/<int:pk>/withdraw/",
        arrangements_views.withdraw_arrangement,
        name="withdraw_arrangement",
    ),
    path(
        "arrangements/<int:pk>/restore/",
        arrangements_views.restore_arrangement,
        name="restore_arrangement",
    ),
    path("legal-texts/", legal.legal_texts, name="legal_texts"),
    path("legal-texts/add/", legal.add_legal_text, name="add_legal_text"),
    path("legal-texts/<int:pk>/edit/", legal.edit_legal_text, name="edit_legal_text"),
    path(
        "published/<int:pk>/",
        arrangements_public.public_arrangement,
        name="public_arrangement",
    ),
]
urlpatterns = [
    *subgroups,
    *meetings,
    *forward_plan,
    *agenda,
    *papers,
    *minutes,
    *rooms,
    *registers,
    *arrangements,
]
