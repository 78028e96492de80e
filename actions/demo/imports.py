"""The demonstration's imports: a draft of next year's plan, and a file to check."""

import csv
import io
from datetime import date, timedelta

from django.core.files.base import ContentFile

from actions.imports.services import ACTIONS
from actions.plans import services as plans
from actions.plans.models import Plan
from partnership.demo import World
from partnership.uploads import services as uploads


def build(world: World, start: date) -> None:
    """Import one file and upload another; `start` is the start of this year's plan."""
    _import_draft(world, start.replace(year=start.year + 1))
    _upload_progress(world, start)


def _file(name: str, *rows: tuple) -> ContentFile:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(rows)
    return ContentFile(text.getvalue().encode("cp1252"), name=name)


def _import_draft(world: World, start: date) -> None:
    """Import the first draft of next year's plan, as the partners wrote it in Excel."""
    year, after = start.year, start.year + 1
    file = _file(
        f"priorities-{year}-first-draft.csv",
        (f"Priorities {year} to {after}", "first draft, for the Executive"),
        (),
        ("Priority", "Objective", "Action", "By when", "Lead", "How will we know"),
        ("Priority 1: Harm outside the home",
         "Young people are safe in the places where they spend their time",
         "Walk through each town centre with young people and write down what they say",
         f"September {year}", "Olu Adeyemi and Denholt Youth Project",
         "Their map is used when patrols are planned"),
        ("", "", "Agree what licensing, transport and schools each do about it:\n"
         "• licensing\n• buses and trains\n• schools", f"Q3 {year}/{after % 100:02}",
         "Police / Council", "Each has put its part in writing"),
        ("", "Families know whom to ring", "Put one number on every school’s website",
         f"July {year}", "Chris Penhallow", "Schools report calls that were answered"),
        ("Priority 2: Babies", "Every baby is seen by someone who worries early",
         "Go through last year’s injuries of babies with health visitors and GPs",
         "termly", "Carys Nethercott", "Changes in practice are named and dated"),
        ("", "", "Bring the learning to every maternity ward",
         f"By end of March {after}", "tbc", ""),
    )  # fmt: skip
    with world.on(world.day(-9), hour=14) as day:
        plan = plans.create_plan(
            title=f"Draft priorities {year} to {after}",
            slug=f"draft-priorities-{year}",
            start=start,
            end=start.replace(year=after) - timedelta(days=1),
            intro="What the three partners have written down so far.",
            by=world.by,
        )
        uploaded = uploads.upload(ACTIONS, file=file, plan=plan, by=world.by, on=day)
    with world.on(world.day(-9), hour=15) as day:
        uploads.apply(ACTIONS, uploaded, version=1, by=world.by, on=day)


def _upload_progress(world: World, start: date) -> None:
    """Upload the police's progress on their priority; deleted after a day."""
    year = start.year
    file = _file(
        "police-progress.csv",
        ("Ref", "Priority", "Action", "Lead", "Target date", "RAG", "Progress"),
        ("WSCP4.6", "WSCP4", "", "", "", "A", ""),
        ("WSCP4.8", "WSCP4", "Watch referrals that speak of gangs", "Police",
         "ongoing", "Green", "Two more since October, both known to the team"),
        ("WSCP4.10", "WSCP4", "Write procedures for gangs",
         "Carys Nethercott and Olu Adeyemi", f"April {year + 1}", "Slipping",
         "The lawyers have not answered yet"),
        ("", "WSCP4", "Ask the young advisers about gangs and knives", "Wexcombe SCP",
         f"February {year + 1}", "", ""),
        ("", "WSCP4", "Share the map of where children go missing with bus companies",
         "Sgt Lindholm", f"Jan {year + 1}", "", ""),
    )  # fmt: skip
    plan = Plan.objects.get(slug=f"business-plan-{year}")
    with world.on(world.today, hour=0, minute=20) as day:
        uploads.upload(ACTIONS, file=file, plan=plan, by=world.people["bryn"], on=day)
