"""A pytest plugin: every worker of xdist measures which of our lines and branches run.

slipcover has one of its own, whose workers take the marks off what has been seen, again
and again, and whose controller measures too, though it runs no test. Together that cost
a fifth of the tests. Only tools/suite.py asks for this one.
"""

import json
import os
from pathlib import Path

import slipcover
from slipcover.config import read_config

FOLDER, WORKER = os.environ.get("MEASURED"), os.environ.get("PYTEST_XDIST_WORKER")
# More often than any line is run: its mark costs less than looking for it.
NEVER = 1_000_000_000


def _begin() -> slipcover.Slipcover:
    """Mark whatever of ours is imported from now on."""
    settings = {key.replace("-", "_"): value for key, value in read_config().items()}
    measuring = slipcover.Slipcover(d_miss_threshold=NEVER, **settings)
    ours = slipcover.FileMatcher(settings["source"], settings["omit"])
    slipcover.ImportManager(measuring, ours).__enter__()
    return measuring


# Before pytest-django reads the settings, and with them our modules.
MEASURING = _begin() if FOLDER and WORKER else None


def pytest_sessionfinish() -> None:
    if MEASURING:
        seen = json.dumps(MEASURING.get_coverage())
        Path(FOLDER, f"{WORKER}.json").write_text(seen)
