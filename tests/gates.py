"""Gates need tools that some machines lack: there they are skipped, never in CI."""

import os

import pytest


def require_or_skip(available: bool, reason: str) -> None:
    """Go on when the tool is there; otherwise skip, or fail where `CI=true`."""
    if available:
        return
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI must have it: {reason}")
    pytest.skip(reason)
