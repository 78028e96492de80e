"""The house rules that a machine can hold."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.template import TemplateSyntaxError
from django.template.loader import get_template

from partnership.celery import app as celery

ROOT = Path(settings.BASE_DIR)
APPS = ("partnership", "actions", "subgroups", "audits", "scorecard")
MODULES = sorted(
    path
    for folder in (*APPS, "tools", "tests")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)
OURS = [path for path in MODULES if path.relative_to(ROOT).parts[0] in APPS]
# Where the day or the instant may be asked for: views, tasks and commands; the clock
# itself; and a person's standing, which access is decided on within a request.
EDGES = {"views", "tasks", "commands", "clock.py", "middleware.py", "session_store.py"}
# The door of an act, which stands before a view.
DOOR = "partnership/guards/acts.py"
STANDING = {"partnership/people/models.py", "partnership/sign_in/backend.py"}
REACH_FOR_NOW = re.compile(r"\b(localdate|timezone\.now|date\.today|datetime\.now)\(")
# What only access, reach and the rows themselves may ask: pages ask `allowed`.
DECIDES = re.compile(
    r"\.holds\(P|holds_anywhere|organisations_where|partnership_roles|person\.standing"
)
PAGES = {"views", "forms", "filters", "templatetags", "navigation"}
UNSCOPED = re.compile(r"\.objects\b(?!\.visible_to\()")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def is_edge(path: Path) -> bool:
    parts = set(path.relative_to(ROOT).parts)
    by_name = name(path) in STANDING | {DOOR}
    return bool(parts & EDGES) or path.stem in EDGES or by_name


def views(path: Path) -> bool:
    return path.stem == "views" or "views" in path.relative_to(ROOT).parts


def test_no_module_is_longer_than_400_lines():
    long = {
        name(path): count
        for path in MODULES
        if (count := len(path.read_text().splitlines())) > 400
    }
    assert long == {}


def test_no_template_line_is_wider_than_120_columns():
    wide = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if len(line) > 120
    ]
    assert wide == []


def test_every_module_says_what_a_reader_finds():
    silent = [
        name(path)
        for path in MODULES
        if (text := path.read_text().strip()) and not ast.get_docstring(ast.parse(text))
    ]
    assert silent == []


def test_the_imports_go_downwards_only():
    lint = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert lint.returncode == 0, lint.stdout


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_today_is_asked_for_only_at_the_edges():
    asking = {
        name(path)
        for path in OURS
        if not is_edge(path) and REACH_FOR_NOW.search(path.read_text())
    }
    assert asking == set()


def test_views_reach_rows_only_through_visible_to():
    unscoped = [
        f"{name(path)}:{number}"
        for path in OURS
        if views(path)
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if UNSCOPED.search(line)
    ]
    assert unscoped == []


def test_no_view_or_template_compares_a_status():
    of_a_state = r"\.(status|stage|standing|fate)"
    in_views = re.compile(
        rf"\b(Status|Stage|Standing)\.[A-Z]|{of_a_state} (==|!=|in|not in)"
    )
    in_templates = re.compile(rf"{of_a_state} ?(==|!=| in | not in )")
    compared = [
        f"{name(path)}:{number}"
        for path in [*OURS, *(ROOT / "templates").rglob("*.html")]
        if views(path) or path.suffix == ".html"
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if (in_views if path.suffix == ".py" else in_templates).search(line)
    ]
    assert compared == []


def test_a_state_is_moved_by_its_acts_only():
    moved = [
        f"{name(path)}:{node.lineno}"
        for path in OURS
        # The first has the acts, the second reads what a cell says of an action, and
        # the third takes over what the database holds under its lock.
        if name(path)
        not in {DOOR, "actions/imports/lines.py", "audits/imports/services.py"}
        for node in ast.walk(ast.parse(path.read_text()))
        if sets_a_state(node)
    ]
    assert moved == []


def sets_a_state(node: ast.AST) -> bool:
    """Whether a line of code gives a row of ours a status or a stage."""
    if isinstance(node, ast.Assign):
        targets = [
            one
            for target in node.targets
            for one in (target.elts if isinstance(target, ast.Tuple) else [target])
        ]
        return any(
            isinstance(one, ast.Attribute)
            and one.attr in {"status", "stage"}
            and not (isinstance(one.value, ast.Name) and one.value.id == "self")
            for one in targets
        )
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "update"
        and any(keyword.arg in {"status", "stage"} for keyword in node.keywords)
    )


def test_no_page_decides_by_itself_who_may_do_what():
    pages = [path for path in OURS if PAGES & {path.stem, *path.parent.parts}]
    deciding = [name(path) for path in pages if DECIDES.search(path.read_text())]
    assert pages
    assert deciding == []


def test_the_demonstration_goes_through_services_only():
    short_cuts = re.compile(r"objects\.create|\.save\(|bulk_")
    taken = [
        f"{name(path)}:{number}"
        for path in OURS
        if "demo" in path.stem or "demo" in path.parent.name
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if short_cuts.search(line)
    ]
    assert taken == []


def test_every_model_says_what_it_is():
    silent = [
        model.__name__
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        if not model.__doc__ or model.__doc__.startswith(f"{model.__name__}(")
    ]
    assert silent == []


def templates() -> list[str]:
    folder = ROOT / "templates"
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.suffix in {".html", ".txt", ".svg"}
    )


def test_every_template_compiles():
    wrong = {}

    for template in templates():
        try:
            get_template(template)
        except TemplateSyntaxError as fault:
            wrong[template] = str(fault)

    assert wrong == {}
    assert len(templates()) > 300


def test_every_template_is_used():
    said = "\n".join(
        path.read_text()
        for path in [*OURS, *(ROOT / "templates").rglob("*.*")]
        if path.suffix in {".py", ".html", ".txt", ".svg"}
    )
    # Found by name by Django, allauth and the crispy pack, never by our own words.
    by_others = (
        "400.html",
        "403.html",
        "404.html",
        "429.html",
        "500.html",
        "account/",
        "govuk/",
        "mfa/",
        "socialaccount/",
    )
    unused = [
        template
        for template in templates()
        if not template.startswith(by_others)
        and template not in said
        and Path(template).stem not in said
    ]
    assert unused == []


def test_pages_carry_no_inline_style_or_script():
    inline = re.compile(
        r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son(click|change|load)="
    )
    found = [
        f"{name(path)}:{number}"
        for path in (ROOT / "templates").rglob("*.html")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if inline.search(line)
    ]
    assert found == []


def test_every_scheduled_task_exists():
    celery.loader.import_default_modules()

    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert scheduled <= set(celery.tasks)
    assert scheduled


def test_no_path_of_this_machine_is_committed():
    found = subprocess.run(
        ["git", "grep", "-IlF", str(ROOT)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.stdout.split() == []


def test_the_readme_is_short_and_names_the_commands_that_ci_runs():
    readme = (ROOT / "README.md").read_text()

    assert len(readme.splitlines()) <= 150
    assert "make run" in readme
    assert "make test" in readme
    assert "make test" in (ROOT / ".ci" / "run").read_text()
