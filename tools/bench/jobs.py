"""The work that is no page: an import by command, and a PDF against bare WeasyPrint."""

import csv
import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO, StringIO

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.timezone import localdate
from openpyxl import load_workbook
from pypdf import PdfReader

from actions.due.calendar import months_later
from actions.imports.services import ACTIONS
from actions.plans import services as plans
from actions.plans.models import Plan
from actions.register.models.actions import Action
from actions.register.table import HEADINGS, WIDTHS, rows_of
from actions.reports import plan_report as reporting
from audits.questions.models import QuestionSet
from audits.returns import services as audits
from partnership.checks import services as people
from partnership.drawing import pdf
from partnership.people.models import Organisation, Person
from partnership.policy import values as policy
from partnership.spreadsheets.writing import Sheet, as_csv, as_workbook
from partnership.uploads import services as uploads
from scorecard.yearly_report import services
from scorecard.yearly_report.models import ReportEdition
from scorecard.yearly_report.report import YearlyReport
from tools.bench import place
from tools.bench.client import Wrong
from tools.bench.measuring import MANAGER, Found
from tools.bench.plan_rows import write_plan
from tools.bench.register_rows import write_register
from tools.folders import ROOT

BEST_OF = 3


def import_register(rows: int) -> Found:
    """`manage.py import_schools` in a process of its own, on an empty database."""
    file = place.HOME / f"register-{place.stamp()}.csv"
    if not file.exists():
        write_register(file, rows)
    postgres = place.Postgres(place.HOME)
    place.create(postgres, "fresh_register", like=f"empty_{place.stamp()}")
    try:
        ran = subprocess.run(
            [
                *(sys.executable, "-m", "tools.bench.peak"),
                *(sys.executable, "manage.py", "import_schools", str(file)),
            ],
            cwd=ROOT,
            env=os.environ
            | {"DATABASE_URL": place.address(postgres, "fresh_register")},
            capture_output=True,
            text=True,
            check=True,
        )
    finally:
        place.drop(postgres, "fresh_register")
    told = json.loads(ran.stdout)
    if told["code"] or f"Accepted {rows}" not in told["said"]:
        raise Wrong(f"import_schools said: {told['said'][-300:]}{ran.stderr[-300:]}")
    return Found(values={"time": told["seconds"], "memory": told["bytes"] / 1e6})


def yearly_report() -> Found:
    """The making of the report as its task makes it, and WeasyPrint on its HTML.

    Both write PDF/UA in this process, turn about; the best of three of each counts.
    """
    if not pdf.is_available():
        raise Wrong("Pango is missing on this machine")
    edition = ReportEdition.objects.get()
    manager = Person.objects.get(email=MANAGER)
    html = render_to_string(
        "scorecard/yearly_report/yearly_report_pdf.html",
        {"report": YearlyReport.for_edition(edition)},
    )
    made = _bare(html)
    pages, charts = len(PdfReader(BytesIO(made)).pages), html.count("<figure")
    ours, bare = [], []
    for _ in range(BEST_OF):
        build = services.ask_for_report(edition, at_once=False, by=manager)
        ours.append(seconds_of(lambda build=build: services.build_report(build.pk)))
        build.refresh_from_db()
        if not build.is_ready:
            raise Wrong(f"The report was not made: {build.error}")
        with build.file.open("rb") as file:
            if len(PdfReader(file).pages) != pages:
                raise Wrong("WeasyPrint alone made another number of pages")
        build.file.delete(save=False)
        build.delete()
        bare.append(seconds_of(lambda: _bare(html)))
    return Found(
        values={"ratio": min(ours) / min(bare), "time": min(ours)},
        remark=f"{pages} pages, {charts} charts; bare {min(bare):.1f} s",
    )


def plan_report() -> Found:
    """The report in full of a plan as its page makes it, and WeasyPrint on its HTML."""
    if not pdf.is_available():
        raise Wrong("Pango is missing on this machine")
    plan = Plan.objects.get(slug="reported-plan")
    on = localdate()

    def report() -> dict:
        actions, since = Action.objects.all(), months_later(on, -3)
        told = reporting.plan_report(plan, actions, on=on, since=since)
        return {"report": told}

    template = "actions/reports/in_full_pdf.html"
    html = render_to_string(template, report())
    pages = len(PdfReader(BytesIO(_bare(html))).pages)
    ours, bare = [], []
    for _ in range(BEST_OF):
        with policy.reading():
            ours.append(seconds_of(lambda: pdf.render_pdf(template, report())))
        bare.append(seconds_of(lambda: _bare(html)))
    return Found(
        values={"ratio": min(ours) / min(bare), "time": min(ours)},
        remark=f"{report()['report'].total} actions, {pages} pages; "
        f"bare {min(bare):.1f} s",
    )


def take_register(kind: str) -> Found:
    """The board's register as its file, from the question to the last byte."""
    files: list[bytes] = []
    manager = Person.objects.get(email=MANAGER)

    def take() -> None:
        actions = Action.objects.board().open_first()
        rows = rows_of(actions, person=manager, on=localdate())
        if kind == "csv":
            files.append(as_csv(HEADINGS, rows))
        else:
            files.append(
                as_workbook("Actions", [Sheet("Actions", HEADINGS, rows, WIDTHS)])
            )

    seconds = seconds_of(take)
    [file] = files
    wanted = Action.objects.board().count() + 1
    if kind == "csv":
        found = sum(1 for _ in csv.reader(StringIO(file.decode("utf-8-sig"))))
    else:
        sheet = load_workbook(BytesIO(file), read_only=True)["Actions"]
        found = sum(1 for _ in sheet.rows)
    if found != wanted:
        raise Wrong(f"{found} lines, not {wanted}")
    return Found(values={"time": seconds}, remark=f"{len(file) / 1e6:.1f} MB")


def ask_schools() -> Found:
    """Ask every school about its people, three letters each; undone afterwards."""
    manager = Person.objects.get(email=MANAGER)
    schools = Organisation.objects.of_kind(Organisation.Kind.SCHOOL)
    found = []

    def ask() -> None:
        found.append(
            people.ask_schools(schools=schools.order_by(), by=manager, on=localdate())
        )

    with transaction.atomic():
        seconds = seconds_of(ask)
        transaction.set_rollback(True)
    (asked,) = found
    if (len(asked.checks), asked.letters) != (1200, 3600):
        raise Wrong(f"{len(asked.checks)} schools and {asked.letters} letters")
    return Found(values={"time": seconds}, remark=f"{asked.letters} letters")


def launch_round() -> Found:
    """Open a round to every school that owes a return; undone afterwards."""
    manager, on = Person.objects.get(email=MANAGER), localdate()
    found = []

    def launch() -> None:
        found.append(
            audits.launch_round(
                question_set=QuestionSet.objects.latest("pk"),
                title="A round to launch",
                academic_year=f"{on.year + 1}/{(on.year + 2) % 100:02}",
                closes_on=on + timedelta(days=60),
                by=manager,
                on=on,
            )
        )

    with transaction.atomic():
        seconds = seconds_of(launch)
        asked = found[0].returns.count()
        transaction.set_rollback(True)
    if asked < 1000:
        raise Wrong(f"{asked} schools were asked")
    return Found(values={"time": seconds}, remark=f"{asked} schools")


def import_plan(rows: int) -> Found:
    """Import a plan's spreadsheet and import it again; undone afterwards."""
    manager, on = Person.objects.get(email=MANAGER), localdate()
    names = list(Person.objects.exclude(pk=manager.pk).values_list("name", flat=True))
    content = write_plan(rows, sorted(set(names))[:40])
    found = []

    def take_over(plan) -> None:
        file = ContentFile(content, name="plan.xlsx")
        preview = uploads.import_now(ACTIONS, file, plan=plan, by=manager, on=on)
        found.append(preview.totals)

    with transaction.atomic():
        plan = plans.create_plan(
            title="A plan to import",
            slug="a-plan-to-import",
            start=on,
            end=on + timedelta(days=364),
            by=manager,
        )
        first = seconds_of(lambda: take_over(plan))
        again = seconds_of(lambda: take_over(plan))
        transaction.set_rollback(True)
    if [found[0]["new"], found[1]["already"]] != [rows, rows]:
        raise Wrong(f"The imports came to {found}")
    return Found(values={"time": first}, remark=f"unchanged again {again:.1f} s")


def _bare(html: str) -> bytes:
    """WeasyPrint as anyone would call it, reading our style sheet from the disk."""
    import weasyprint  # noqa: PLC0415 – Pango is not on every machine

    own = html.replace(f'"{settings.STATIC_URL}', f'"file://{settings.STATIC_ROOT}/')
    return weasyprint.HTML(string=own).write_pdf(pdf_variant="pdf/ua-1")


def seconds_of(work: Callable[[], object]) -> float:
    gc.collect()
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
