"""Deadline day: 300 schools answer while 20 officers watch, for five minutes.

They save at half the rate at which this machine saturates, which is measured first; the
load comes from locust, beside the site on the same cores. Afterwards every acknowledged
answer must stand in the database, once.
"""

import json
import os
import secrets
import subprocess
import sys
from itertools import islice

from django.urls import reverse

from audits.questions.models import Question
from audits.returns.models.answers import Answer
from audits.returns.models.returns import AuditReturn
from audits.rounds.models import Round
from tools.bench import place
from tools.bench.client import Wrong, session_of
from tools.bench.measuring import MANAGER, PACE, Found, Ports
from tools.folders import ROOT

SCHOOLS, OFFICERS = 300, 20
MINUTES = 5
# As many as keep every worker busy; more only queue.
SATURATING = 24
USERS = ROOT / "tools" / "bench" / "deadline_users.py"
AUTOSAVE = "autosave"
ASKED = {Question.Kind.YES_NO, Question.Kind.YES_PARTLY_NO}
NO_PAUSE = 10_000


def measure(ports: Ports) -> Found:
    """Measure saturation, one client alone, and the day; compare with the database.

    Raises:
        Wrong: an answer was lost, kept twice or refused.
    """
    seconds = 60 * MINUTES if PACE.requests >= 100 else 30
    day = _Day(ports.ours)
    most = day.run(SATURATING, seconds=20)["pages"][AUTOSAVE]["a_second"]
    alone = day.run(1, seconds=10)["pages"][AUTOSAVE]
    found = day.run(
        SCHOOLS, seconds=seconds, saves_a_second=most / 2, officers=OFFICERS
    )
    saves = found["pages"][AUTOSAVE]
    boards = found["pages"]["chase board"]
    failures = saves["failures"] + boards["failures"]
    if found["wrong"] or failures:
        raise Wrong(f"{failures} failures; {'; '.join(found['wrong'][:3])}")
    _compare(found["acknowledged"])
    return Found(
        values={"crowd": saves["p95"] / alone["p50"]},
        p50=saves["p50"],
        p95=saves["p95"],
        remark=f"{saves['requests']} saves and {boards['requests']} boards, "
        f"{saves['a_second']:.0f} saves a second of {most:.0f}; one client alone "
        f"{alone['p50']:.0f} ms; none lost, none twice",
    )


def _compare(acknowledged: dict[str, dict]) -> None:
    """Check that every acknowledged answer stands in the database, once.

    A version is a save, so a save kept twice shows as a version too many. One whose
    answer got lost on the way may have been kept or not.
    """
    kept = {
        f"{audit_return}/{question}": (version, comment)
        for audit_return, question, version, comment in Answer.objects.filter(
            audit_return__in={int(key.partition("/")[0]) for key in acknowledged}
        ).values_list("audit_return", "question", "version", "comment")
    }
    bad = []
    for key, told in acknowledged.items():
        version, comment = kept.get(key, (0, ""))
        may_be_later = told.get("lost") and version == told["version"] + 1
        is_same = version == told["version"] and comment == told.get("comment", comment)
        if not (is_same or may_be_later):
            bad.append(f"{key} is {version} “{comment}” and not {told}")
    if bad:
        raise Wrong(f"{len(bad)} answers differ: {'; '.join(bad[:3])}")


class _Day:
    """Locust in a process of its own, each time with returns nobody has touched."""

    def __init__(self, port: int) -> None:
        self.port, self.runs = port, 0
        self.returns = iter(_returns())

    def run(
        self,
        schools: int,
        *,
        seconds: int,
        saves_a_second: float = NO_PAUSE,
        officers: int = 0,
    ) -> dict:
        """What this many schools and officers found in so many seconds."""
        self.runs += 1
        plan = place.HOME / f"deadline-plan-{self.runs}.json"
        found = place.HOME / f"deadline-found-{self.runs}.json"
        found.unlink(missing_ok=True)
        plan.write_text(json.dumps(self._plan(schools, saves_a_second, officers)))
        ran = subprocess.run(
            [
                *(sys.executable, "-m", "locust", "--headless", "--only-summary"),
                *("--locustfile", str(USERS), "--run-time", f"{seconds}s"),
                *("--users", str(schools + officers), "--spawn-rate", "60"),
                *("--stop-timeout", "10", "--exit-code-on-error", "0"),
            ],
            cwd=ROOT,
            env=os.environ | {"DEADLINE_PLAN": str(plan), "DEADLINE_FOUND": str(found)},
            capture_output=True,
            text=True,
            check=False,
        )
        if ran.returncode or not found.exists():
            raise Wrong(f"locust ended with {ran.returncode}: {ran.stderr[-500:]}")
        return json.loads(found.read_text())

    def _plan(self, schools: int, saves_a_second: float, officers: int) -> dict:
        round_ = Round.objects.running().latest("opens_on")
        return {
            "host": f"http://127.0.0.1:{self.port}",
            "site": place.SITE,
            "token": secrets.token_hex(16),
            "saves_a_second": saves_a_second,
            "officers": officers,
            "officer": session_of(MANAGER),
            "board": reverse("audits:round", args=[round_.pk]),
            "schools": [self._school(row) for row in islice(self.returns, schools)],
        }

    def _school(self, row: AuditReturn) -> dict:
        versions = dict(row.answers.values_list("question", "version"))
        memberships = row.school.organisation.memberships.all()
        dsl = next(one.person for one in memberships if one.role == "dsl")
        return {
            "return": row.pk,
            "session": session_of(dsl.email),
            "questions": [
                {
                    "pk": question.pk,
                    "path": reverse("audits:save_answer", args=[row.pk, question.pk]),
                    "choices": [value for value, _ in question.choices],
                    "version": versions.get(question.pk, 0),
                }
                for question in _questions(row)
            ],
        }


def _returns() -> list[AuditReturn]:
    """Those that schools are still writing, in another order each time."""
    rows = (
        AuditReturn.objects.outstanding()
        .filter(status=AuditReturn.Status.IN_PROGRESS)
        .with_school()
        .prefetch_related("school__organisation__memberships__person")
        .order_by("?")
    )
    return list(rows[: SCHOOLS + SATURATING + 1])


def _questions(row: AuditReturn) -> list[Question]:
    """Twenty questions of one choice that this school is asked."""
    asked = [one for one in row.questions if one.kind in ASKED]
    return asked[:20]
