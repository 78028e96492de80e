"""Where the data of this machine lie, and which partnership is meant."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The demonstration lies in one folder, a partnership begun by `make start` in another.
DEMONSTRATION, OWN = ROOT / ".data", ROOT / ".partnership"


def chosen_folder() -> Path:
    """Where the data lie: of a partnership begun here, or of the demonstration."""
    if named := os.environ.get("DATA_DIR"):
        return Path(named).resolve()
    has_begun = (OWN / "port").exists() and not os.environ.get("DEMO")
    return OWN if has_begun else DEMONSTRATION


DATA = chosen_folder()
# Where `make run` says under which address it serves, for commands beside it.
ADDRESS = DATA / "address"
# The port that `make start` named in its link: it is written when all is done.
PORT = DATA / "port"
