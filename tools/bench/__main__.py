"""`make bench`: measure the figures of design.md section 5; fails on a miss."""

import argparse
import json
import os
import re
import sys
import time
from pathlib import Path

import django

from tools.bench import place
from tools.folders import ROOT

COLUMNS = ("work", "p50", "p95", "statements", "× unit", "goal")
WIDTHS = (52, 9, 9, 10, 7)
RESULTS = ROOT / "bench" / "results.json"
TABLE = ROOT / "docs" / "bench.md"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    parser.add_argument(
        "--only", action="append", metavar="NAME", help="measure this figure alone"
    )
    parser.add_argument(
        "--quick", action="store_true", help="a third of the requests, judged once"
    )
    parser.add_argument("--list", action="store_true", help="name the figures")
    return parser.parse_args()


def main() -> None:
    asked = arguments()
    with place.servers() as postgres:
        django.setup()
        # Models can be imported only now.
        from tools.bench import figures  # noqa: F401, PLC0415
        from tools.bench.measuring import (  # noqa: PLC0415
            FIGURES,
            PACE,
            Ports,
            unit_seconds,
        )

        if asked.list:
            for figure in FIGURES.values():
                print(f"{figure.name:22} {figure.work}")
            return
        names = asked.only or list(FIGURES)
        if unknown := set(names) - set(FIGURES):
            sys.exit(f"There is no figure {', '.join(sorted(unknown))}: see --list")
        if asked.quick:
            PACE.requests, PACE.attempts = 30, 1
        place.make_ready(postgres)
        load = os.getloadavg()[0]
        with place.site() as (ours, unit):
            ports = Ports(ours, unit)
            about = {
                "day": time.strftime("%-d %B %Y"),
                "cores": os.cpu_count(),
                "load": round(load, 1),
                "unit in ms": round(1000 * unit_seconds(ports), 1),
            }
            print(", ".join(f"{name}: {value}" for name, value in about.items()))
            print(line(*COLUMNS))
            rows = [measure(FIGURES[name], ports) for name in names]
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({**about, "rows": rows}, indent=2) + "\n")
    if not (asked.only or asked.quick):
        write_table(TABLE, about, rows)
    if any(row["misses"] for row in rows):
        sys.exit("Some figures were missed.")


def line(*cells: str) -> str:
    """Cells under each other; the last one as long as it likes."""
    *fixed, last = cells
    columns = zip(fixed, WIDTHS, strict=True)
    padded = [
        cell.rjust(width) if place else cell.ljust(width)
        for place, (cell, width) in enumerate(columns)
    ]
    return "  ".join([*padded, last]).rstrip()


def measure(figure, ports) -> dict:
    """Measure one figure, print its row and give it."""
    found = figure.measure(ports)
    misses = figure.misses(found)
    row = {
        "name": figure.name,
        "work": figure.work,
        "data": figure.data,
        "p50": found.p50,
        "p95": found.p95,
        "values": found.values,
        "goals": list(map(str, figure.goals)),
        "remark": found.remark,
        "misses": misses,
    }
    print(line(*cells(row), ", ".join(misses or row["goals"])))
    about = figure.data if not found.remark else f"{figure.data}: {found.remark}"
    print(f"    {'MISS' if misses else 'ok'}; {about}", flush=True)
    return row


def cells(row: dict) -> list[str]:
    """A row's work, times, statements and units, in words."""
    values = row["values"]
    if row["p50"] is None:
        others = [f"{what} {value:.2f}" for what, value in values.items()]
        return [row["work"], *[*others, "", ""][:2], "", ""]
    times = [row["work"], f"{row['p50']:.1f} ms", f"{row['p95']:.1f} ms"]
    if "unit" not in values:
        return [*times, "", ""]
    return [*times, f"{values['statements']:.0f}", f"{values['unit']:.2f}"]


def write_table(path: Path, about: dict, rows: list[dict]) -> None:
    """Write the last figures into the page about the bench."""
    told = ", ".join(f"{name}: {value}" for name, value in about.items())
    drawn = [
        f"| {' | '.join([*cells(row), ', '.join(row['misses'] or row['goals'])])} |"
        for row in rows
    ]
    table = "\n".join(
        [f"| {' | '.join(COLUMNS)} |", f"|{'---|' * len(COLUMNS)}", *drawn]
    )
    text = re.sub(
        r"(## Last figures\n).*",
        rf"\g<1>\n{told.capitalize()}.\n\n{table}\n",
        path.read_text(),
        flags=re.DOTALL,
    )
    path.write_text(text)


if __name__ == "__main__":
    main()
