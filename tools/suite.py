"""All tests in parallel, with the coverage of the five apps. Run by `make test`.

Tests that start processes or a browser, seed whole databases or walk every URL are not
measured: everything they reach has tests of its own. They often wait, so one more of
them than there are cores runs at a time.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from functools import reduce
from pathlib import Path

from slipcover import merge_coverage

from tools.folders import ROOT

TESTS = ["-m", "pytest", "-q", "--dist", "worksteal"]
CORES = len(os.sched_getaffinity(0))
LONG = "slow or browser or gate"
MARKED = re.compile(r"pytest\.mark\.(?:slow|browser|gate)\b")
FLOOR = 95


def python(*arguments: str) -> int:
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def measured(*tests: str) -> int:
    """Run tests, and say the coverage of lines and branches; fail where it is low."""
    with tempfile.TemporaryDirectory(prefix="quorate-coverage-") as folder:
        os.environ["MEASURED"] = folder
        failed = python(*tests, "-p", "tools.pytest_coverage")
        seen = [json.loads(worker.read_text()) for worker in Path(folder).iterdir()]
    if not seen:
        return failed or 1
    everything = reduce(merge_coverage, seen)
    total = everything["summary"]["percent_covered"]
    print(f"Coverage: {total:.1f} %, at least {FLOOR} % is asked for", flush=True)
    if total >= FLOOR:
        return failed
    for name, file in everything["files"].items():
        if file["summary"]["percent_covered"] < FLOOR:
            print(f"{file['summary']['percent_covered']:6.1f} %  {name}")
    return failed or 1


def with_long_tests() -> list[str]:
    """The modules with a long test: each worker would read all others in vain."""
    modules = (ROOT / "tests").rglob("test_*.py")
    return sorted(str(one) for one in modules if MARKED.search(one.read_text()))


def main() -> None:
    """Both halves, whatever becomes of the first."""
    asked = sys.argv[1:]
    short = measured(*TESTS, "-n", str(CORES), "-m", f"not ({LONG})", *asked)
    long = python(
        *TESTS, "-n", str(CORES + 1), "-m", LONG, *(asked or with_long_tests())
    )
    sys.exit(short or long)


if __name__ == "__main__":
    main()
