"""`manage.py verify_all`: walks every chain, state and file; ends 1 and says what is wrong when anything is."""

from django.core.management.base import BaseCommand

from cases import integrity
from cases.models import Dispute, Entry
from documents.models import Document


class Command(BaseCommand):
    help = "Checks every timeline chain, every state against its entry, every document against its file."

    def handle(self, **_options):
        found = integrity.flaws()
        for flaw in found:
            self.stderr.write(flaw)
        self.stdout.write(
            f"纠纷{Dispute.objects.count()}起，记录{Entry.objects.count()}条，文书{Document.objects.count()}件："
            + (f"有问题{len(found)}处" if found else "全部相符")
        )
        if found:
            raise SystemExit(1)
