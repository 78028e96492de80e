"""`make bench`: measure the figures of design.md section 5; fails on a miss."""

import argparse
import os
import sys
import time

import django

from tools.bench import place

WIDTHS = (52, 9, 9, 7, 6)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    parser.add_argument(
        "--only", action="append", metavar="NAME", help="measure this figure alone"
    )
    parser.add_argument("--list", action="store_true", help="name the figures")
    return parser.parse_args()


def main() -> None:
    asked = arguments()
    with place.servers() as postgres:
        django.setup()
        # Models can be imported only now.
        from tools.bench import figures  # noqa: F401, PLC0415
        from tools.bench.measuring import FIGURES  # noqa: PLC0415

        if asked.list:
            for figure in FIGURES.values():
                print(f"{figure.name:22} {figure.work}")
            return
        names = asked.only or list(FIGURES)
        if unknown := set(names) - set(FIGURES):
            sys.exit(f"There is no figure {', '.join(sorted(unknown))}: see --list")
        place.make_ready(postgres)
        load = os.getloadavg()[0]
        print(f"{time.strftime('%d %B %Y')}, {os.cpu_count()} cores, load {load:.1f}")
        print(row("work", "p50", "p95", "queries", "× bare", "goal"))
        with place.site() as port:
            is_good = [measure(FIGURES[name], port) for name in names]
    if not all(is_good):
        sys.exit("Some figures were missed.")


def row(*cells: str) -> str:
    """Cells under each other; the last one as long as it likes."""
    *fixed, last = cells
    columns = zip(fixed, WIDTHS, strict=True)
    padded = [
        cell.rjust(width) if place else cell.ljust(width)
        for place, (cell, width) in enumerate(columns)
    ]
    return "  ".join([*padded, last]).rstrip()


def measure(figure, port: int) -> bool:
    """Measure one figure and print its row; whether it reached its goals."""
    found = figure.measure(port)
    misses = figure.misses(found)
    print(
        row(
            figure.work,
            *[*map(found.in_words, found.values), "", ""][:2],
            "" if found.queries is None else str(found.queries),
            "" if found.times_bare is None else f"{found.times_bare:.1f}",
            f"MISS {'; '.join(misses)}" if misses else f"ok   {figure.goal_words}",
        )
    )
    about = figure.data if not found.remark else f"{figure.data}: {found.remark}"
    print(f"    {about}", flush=True)
    return not misses


if __name__ == "__main__":
    main()
