"""All tests, side by side, with the coverage of the five apps. Run by `make test`."""

import subprocess
import sys

from tools.embedded import ROOT


def coverage(*arguments: str) -> int:
    command = [sys.executable, "-m", "coverage", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def main() -> None:
    """Measure, then say the coverage; the tests' own failure is the one to report."""
    coverage("erase")
    tests = coverage("run", "-m", "pytest", "-q", "-n", "auto", *sys.argv[1:])
    coverage("combine", "--quiet")
    floor = coverage("report")
    sys.exit(tests or floor)


if __name__ == "__main__":
    main()
