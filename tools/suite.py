"""All tests, side by side, with the coverage of the five apps. Run by `make test`.

The gates walk every URL as every role and at every width. They are run apart, since
measuring them would take long and tell nothing: what they reach has its own tests.
"""

import subprocess
import sys

from tools.embedded import ROOT

TESTS = ["-m", "pytest", "-q", "-n", "auto"]


def python(*arguments: str) -> int:
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def coverage(*arguments: str) -> int:
    return python("-m", "coverage", *arguments)


def main() -> None:
    """Measure, then say the coverage; the tests' own failure is the one to report."""
    coverage("erase")
    tests = coverage("run", *TESTS, "-m", "not gate", *sys.argv[1:])
    coverage("combine", "--quiet")
    floor = coverage("report")
    gates = python(*TESTS, "-m", "gate", *sys.argv[1:])
    sys.exit(tests or gates or floor)


if __name__ == "__main__":
    main()
