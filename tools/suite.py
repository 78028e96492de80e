"""All tests, side by side, with the coverage of the five apps. Run by `make test`.

What starts processes or a browser, seeds whole databases or walks every URL runs apart:
to measure that takes long and tells nothing, since what it reaches has its own tests.
It waits now and then, so one more of it than there are cores runs at a time.
"""

import os
import subprocess
import sys

from tools.embedded import ROOT

TESTS = ["-m", "pytest", "-q", "--dist", "worksteal"]
CORES = len(os.sched_getaffinity(0))
LONG = "slow or browser or gate"


def python(*arguments: str) -> int:
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def coverage(*arguments: str) -> int:
    return python("-m", "coverage", *arguments)


def main() -> None:
    """Measure, then say the coverage; the tests' own failure is the one to report."""
    coverage("erase")
    asked = sys.argv[1:]
    tests = coverage("run", *TESTS, "-n", str(CORES), "-m", f"not ({LONG})", *asked)
    coverage("combine", "--quiet")
    floor = coverage("report")
    long = python(*TESTS, "-n", str(CORES + 1), "-m", LONG, *asked)
    sys.exit(tests or long or floor)


if __name__ == "__main__":
    main()
