"""`manage.py import_plan FILE --plan SLUG`: import a plan from a spreadsheet."""

from argparse import ArgumentParser

from django.core.management.base import CommandError

from actions.imports.preview import ActionRow, ActionsPreview
from actions.imports.services import ACTIONS
from actions.plans.models import Plan
from partnership.uploads.commands import ImportCommand


class Command(ImportCommand):
    help = "Import priorities and actions of a plan (CSV, or an Excel workbook)."
    kind = ACTIONS

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--plan", required=True, metavar="SLUG", help="the plan it belongs to"
        )

    def target(self, *, plan: str, **options) -> dict:
        try:
            return {"plan": Plan.objects.get(slug=plan)}
        except Plan.DoesNotExist:
            raise CommandError(f"There is no plan {plan}.", returncode=2) from None

    def _print(self, preview: ActionsPreview) -> None:
        super()._print(preview)
        for known in preview.missing:
            self.stdout.write(f"Not in this file, and stays: {known.words}")

    def summary(self, preview: ActionsPreview | None) -> dict:
        return {
            "new_priorities": [one.words for one in preview.new_priorities]
            if preview
            else [],
            "missing": [one.action.ref for one in preview.missing] if preview else [],
        }

    def row(self, row: ActionRow) -> dict:
        return {
            "text": row.line.text,
            "due": row.line.due_text,
            "action": row.known.action.ref if row.known else row.ref,
            "priority": row.place.words if row.place else "",
            "changes": [
                {"what": one.words, "before": one.before, "after": one.after}
                for one in row.changes
            ],
        }
