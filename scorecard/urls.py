"""The site map of the home page, scorecard, records and yearly report."""

from django.urls import path

from scorecard.api.views import keys
from scorecard.api.views import reading as api
from scorecard.calendars import views as calendars
from scorecard.home import views as home
from scorecard.measures import views as measures
from scorecard.records.views import downloads, held, keeping, leaving, merging
from scorecard.yearly_report import views as reports

app_name = "scorecard"

urlpatterns = [
    # The home page: a person's work or, signed out, what is published.
    path("", home.home, name="home"),
    # A person's calendars and their feeds.
    path("account/calendars/", calendars.calendars, name="calendars"),
    path("account/calendars/renew/", calendars.renew_calendar, name="renew_calendar"),
    path("account/calendars/end/", calendars.end_calendar, name="end_calendar"),
    path("calendar/<str:token>.ics", calendars.feed, name="feed"),
    # The API, its documentation and its keys.
    path("api/", api.about, name="api"),
    path("api/actions", api.rows, {"name": "actions"}, name="api_actions"),
    path("api/risks", api.rows, {"name": "risks"}, name="api_risks"),
    path("api/measures", api.rows, {"name": "measures"}, name="api_measures"),
    path("api/figures", api.rows, {"name": "figures"}, name="api_figures"),
    path("api/rounds", api.rows, {"name": "rounds"}, name="api_rounds"),
    path("api/returns", api.rows, {"name": "returns"}, name="api_returns"),
    path("settings/keys/", keys.keys, name="keys"),
    path("settings/keys/give/", keys.give_key, name="give_key"),
    path("settings/keys/<int:pk>/revoke/", keys.revoke_key, name="revoke_key"),
    # Downloads.
    path("settings/downloads/", downloads.downloads, name="downloads"),
    # Records about people: leaving, merging, what is held, retention.
    path("people/<int:pk>/leaving/", leaving.leaving, name="leaving"),
    path("people/<int:pk>/merge/", merging.merge, name="merge"),
    path("people/<int:pk>/held/", held.held_about, name="held_about"),
    path("people/<int:pk>/held/<kind>/", held.held_about_file, name="held_about_file"),
    path("people/<int:pk>/keeping/", keeping.review_keeping, name="review_keeping"),
    path("account/held/", held.held_about_me, name="held_about_me"),
    path("account/held/<kind>/", held.held_about_me_file, name="held_about_me_file"),
    path("settings/keeping/", keeping.keeping, name="keeping"),
    # Measures and figures.
    path("scorecard/", measures.measures, name="measures"),
    path("scorecard/add/", measures.add_measure, name="add_measure"),
    path("scorecard/<int:pk>/", measures.measure, name="measure"),
    path("scorecard/<int:pk>/change/", measures.change_measure, name="change_measure"),
    path("scorecard/<int:pk>/record/", measures.record_figure, name="record_figure"),
    path("scorecard/figures/<int:pk>/", measures.correct_figure, name="correct_figure"),
    # The yearly report.
    path("yearly-report/", reports.editions, name="editions"),
    path("yearly-report/open/", reports.open_edition, name="open_edition"),
    path("yearly-report/<int:pk>/", reports.edition, name="edition"),
    path("yearly-report/<int:pk>/read/", reports.yearly_report, name="yearly_report"),
    path("yearly-report/<int:pk>/review/", reports.review, name="review"),
    path("yearly-report/<int:pk>/draft/", reports.draft, name="draft"),
    path("yearly-report/chapters/<int:pk>/", reports.chapter, name="chapter"),
    path("yearly-report/points/<int:pk>/", reports.explain, name="explain"),
    # Its PDF.
    path("yearly-report/<int:pk>/pdf/", reports.ask_for_report, name="ask_for_report"),
    path("yearly-report/pdf/<int:pk>/", reports.build, name="build"),
    path("yearly-report/pdf/<int:pk>/file/", reports.download, name="download"),
]
