"""`manage.py draw_workflow`: writes docs/workflow.md from the machines and the matrix; --check says whether it is fresh."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from cases import drawing

TARGET = settings.BASE_DIR / "docs" / "workflow.md"


class Command(BaseCommand):
    help = "Draws the machines into docs/workflow.md."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="write nothing, end 1 when the file is stale")

    def handle(self, *, check, **_options):
        with translation.override("zh-hans"):
            text = drawing.draw()
        if check:
            if not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text:
                self.stderr.write("docs/workflow.md is stale: run manage.py draw_workflow")
                raise SystemExit(1)
            return
        TARGET.write_text(text, encoding="utf-8")
