"""The people of a deadline day, for locust: schools that answer, officers that watch.

Knows nothing of Django. What everyone does stands in the file that `DEADLINE_PLAN`
names; what the site acknowledged, and how fast, is written to `DEADLINE_FOUND`.
`tools.bench.deadline` writes the one and compares the other with the database.
"""

import json
import os
from itertools import cycle
from pathlib import Path
from random import uniform

import gevent
from locust import HttpUser, constant_pacing, constant_throughput, events, task

PLAN = json.loads(Path(os.environ["DEADLINE_PLAN"]).read_text())
AUTOSAVE, WATCH = "autosave", "chase board"
# One save in so many is sent twice at once, as by a double click.
TWICE_EVERY = 12
LOST = {0, 502, 503, 504}

schools = iter(PLAN["schools"])
# By answer: the version and comment last acknowledged, and whether one got lost.
acknowledged: dict[str, dict] = {}
wrong: list[str] = []


class Visitor(HttpUser):
    abstract = True
    host = PLAN["host"]

    def headers(self, session: str) -> dict[str, str]:
        return {
            "Host": PLAN["site"].removeprefix("https://"),
            "X-Forwarded-For": "127.0.0.1",
            "X-Forwarded-Proto": "https",
            "Cookie": f"sessionid={session}; csrftoken={PLAN['token']}",
        }


class School(Visitor):
    """Goes through its questions again and again, and changes each a little."""

    fixed_count = len(PLAN["schools"])
    wait_time = constant_throughput(PLAN["saves_a_second"] / max(fixed_count, 1))

    def on_start(self):
        # Nobody begins at the same moment as all others.
        gevent.sleep(uniform(0, self.fixed_count / PLAN["saves_a_second"]))  # noqa: S311
        self.own = next(schools)
        self.questions = cycle(self.own["questions"])
        self.saved = 0

    @task
    def save(self):
        question = next(self.questions)
        self.saved += 1
        comment = f"Save {self.saved} of the day"
        name = f"q{question['pk']}"
        fields = {
            name: question["choices"][self.saved % len(question["choices"])],
            f"{name}-version": str(question["version"]),
            f"{name}-comment": comment,
            f"{name}-reason": "",
        }
        times = 2 if self.saved % TWICE_EVERY == 0 else 1
        sent = [gevent.spawn(self.post, question["path"], fields) for _ in range(times)]
        gevent.joinall(sent)
        self.told(question, comment, [each.value for each in sent])

    def post(self, path: str, fields: dict[str, str]) -> tuple[int, dict]:
        headers = self.headers(self.own["session"]) | {
            "Accept": "application/json",
            "Origin": PLAN["site"],
            "X-CSRFToken": PLAN["token"],
        }
        with self.client.post(
            path, fields, headers=headers, name=AUTOSAVE, catch_response=True
        ) as answer:
            # The second of a double click may find the first one's answer there.
            if answer.status_code in {200, 409}:
                answer.success()
                return answer.status_code, answer.json()
            return answer.status_code, {}

    def told(self, question: dict, comment: str, answers: list[tuple]) -> None:
        key = f"{self.own['return']}/{question['pk']}"
        kept = acknowledged.setdefault(key, {"version": question["version"]})
        saved = [told["version"] for status, told in answers if status == 200]
        if saved:
            if set(saved) != {question["version"] + 1}:
                wrong.append(f"{key} went from {question['version']} to {saved}")
            question["version"] = max(saved)
            kept |= {"version": question["version"], "comment": comment}
        elif {status for status, _ in answers} & LOST:
            # Nobody knows whether it arrived: the next one asks with both versions.
            kept["lost"] = True
            self.own["questions"].remove(question)
            self.questions = cycle(self.own["questions"])
        else:
            wrong.append(f"{key} was refused: {answers}")


class Officer(Visitor):
    """Looks at the chase board of the round."""

    fixed_count = PLAN["officers"]
    wait_time = constant_pacing(15)

    @task
    def watch(self):
        headers = self.headers(PLAN["officer"])
        self.client.get(PLAN["board"], headers=headers, name=WATCH)


@events.quitting.add_listener
def write(environment, **kwargs):
    found = {"acknowledged": acknowledged, "wrong": wrong, "pages": {}}
    for (name, _), entry in environment.stats.entries.items():
        found["pages"][name] = {
            "requests": entry.num_requests,
            "failures": entry.num_failures,
            "a_second": entry.total_rps,
            "p50": entry.get_response_time_percentile(0.5),
            "p95": entry.get_response_time_percentile(0.95),
        }
    Path(os.environ["DEADLINE_FOUND"]).write_text(json.dumps(found))
