"""`manage.py import_minutes FILE --subgroup SLUG`: minutes from Word or plain text."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.management.base import CommandError
from django.db import transaction
from django.utils.text import slugify
from django.utils.timezone import localdate

from partnership.guards.outcomes import Refused
from partnership.pages.forms.identifiable import looks_child_identifiable
from partnership.uploads.commands import FileCommand
from subgroups.imports import services
from subgroups.imports.lines import MOST_MEGABYTES
from subgroups.imports.minutes import ReadMinutes
from subgroups.structure.models import Subgroup


class Command(FileCommand):
    help = "Import the minutes of a meeting from Word (.docx) or plain text (.txt)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--subgroup",
            required=True,
            metavar="SLUG",
            help="whose meeting it was, such as “education-subgroup”",
        )
        parser.add_argument("--json", action="store_true", help="answer as JSON")
        parser.add_argument(
            "--agreed-on",
            type=date.fromisoformat,
            metavar="DAY",
            help="the day of the later meeting that agreed them, such as 2024-10-21",
        )
        parser.add_argument(
            "--actions-as-text",
            action="store_true",
            help="leave the actions in the notes, not in the register",
        )

    def handle(
        self, *, file: Path, subgroup: str, dry_run: bool, by: str, **options
    ) -> None:
        group, person = _subgroup(subgroup), self.person(by)
        try:
            content = ContentFile(_content(file), name=file.name)
        except (OSError, ValueError) as error:
            raise self.unreadable(file, error) from None
        refused = ""
        try:
            minutes = services.minutes_in(file=content)
        except Refused as refusal:
            raise self.refused(file, refusal) from refusal
        try:
            with transaction.atomic():
                _refuse_children(minutes)
                services.import_minutes(
                    group,
                    minutes=minutes,
                    file_name=file.name,
                    agreed_on=options["agreed_on"],
                    raises_actions=not options["actions_as_text"],
                    by=person,
                    on=localdate(),
                )
                transaction.set_rollback(dry_run)
        except Refused as refusal:
            if not dry_run:
                raise self.refused(file, refusal) from refusal
            refused = refusal.sentence
        if options["json"]:
            answer = {"dry_run": dry_run, "refused": refused, **minutes.as_json()}
            self.stdout.write(json.dumps(answer, indent=1, ensure_ascii=False))
            return
        self._print(minutes)
        if refused:
            self.stdout.write(f"This would be refused: {refused}")
        if dry_run:
            self.print_dry_run()

    def _print(self, minutes: ReadMinutes) -> None:
        for words, number in minutes.counts.items():
            self.stdout.write(f"{words}: {number}")
        for remark in minutes.uncertain:
            self.stdout.write(f"To check: {remark}")


def _refuse_children(minutes: ReadMinutes) -> None:
    """Refuse what might identify a child: only a page can ask about it."""
    for item in minutes.items:
        texts = [item.text, *(action.text for action in item.actions)]
        if found := looks_child_identifiable("\n".join(texts)):
            raise Refused(
                f"Item {item.number} holds {' and '.join(found)}. Nothing was changed. "
                "Import the file on the page of the subgroup’s meetings, which asks "
                "about it."
            )


def _content(file: Path) -> bytes:
    with file.open("rb") as source:
        content = source.read((MOST_MEGABYTES << 20) + 1)
    if len(content) > MOST_MEGABYTES << 20:
        raise ValueError(f"it is larger than {MOST_MEGABYTES} MB")
    return content


def _subgroup(slug: str) -> Subgroup:
    for group in Subgroup.objects.select_related("organisation"):
        names = (group.organisation.name, group.organisation.short_name)
        if slug in map(slugify, names):
            return group
    raise CommandError(f"There is no subgroup {slug}.", returncode=2)
