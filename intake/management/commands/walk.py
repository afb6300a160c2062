"""`manage.py walk`: walks five disputes by real steps, prints each one, and where everything is to be found."""

import os
from datetime import timedelta

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts import invitations
from documents import codes, vault
from documents.models import Document
from intake.demo import road
from organizations.models import Membership

LOGINS = ("head", "clerk", "mediator", "grid_worker", "bureau", "auditor", "admin")


class Command(BaseCommand):
    help = "Walks the main road with invented people (never in production)."

    def handle(self, **_options):
        if settings.MODE == "production":
            raise CommandError("正式环境不能走演示路程。")
        walk = road.Walk(self.stdout.write)
        leak = road.main_road(walk)
        cases = [leak, *(way(walk) for way in (road.declined, road.failed, road.refused, road.ended))]
        self.papers(cases)
        self.doors(leak)

    def papers(self, cases):
        """Copies of every paper under names a person can read."""
        folder = settings.VAR_DIR / "demo"
        folder.mkdir(parents=True, exist_ok=True)
        self.stdout.write("\n文书：")
        for place, case in enumerate(cases, start=1):
            for document in Document.objects.filter(dossier=case.uid).order_by("issued_at", "pk"):
                void = "（作废）" if document.voided_at else ""
                sealed = "（已盖章）" if document.facts.get("text_sha256") else ""
                path = (
                    folder / f"{place}-{case.dispute.matter_code[:4]}-{document.pk}-{document.title}{sealed}{void}.pdf"
                )
                path.write_bytes(vault.read(document.sha256))
                self.stdout.write(f"  {path.relative_to(settings.BASE_DIR)}　{document.pages}页")
                if sealed:
                    code = codes.grouped(document.verify_code)
                    self.stdout.write(
                        f"    验真：{settings.VERIFY_ADDRESS.format(code=document.verify_code)}（{code}）"
                    )

    def doors(self, leak):
        """One login a role, and one party's way in."""
        self.stdout.write(f"\n网址：{settings.SITE_ADDRESS}　密码见下面“演示密码”或您设的 DEMO_PASSWORD")
        for role in LOGINS:
            row = Membership.objects.in_force().filter(role=role).select_related("user", "organization").first()
            self.stdout.write(
                f"  {row.get_role_display()}　{row.user.username}（{row.user.name}，{row.organization.short_name}）"
            )
        party = leak.dispute.participations.select_related("party", "user").first()
        invitation = invitations.invite(party.user, label=leak.organization.name, valid_for=timedelta(days=1))
        code = invitations.slip_code(invitations.find(invitation))
        self.stdout.write(f"  当事人　{party.party.name}：{settings.SITE_ADDRESS}/p/{invitation}/　一次性验证码 {code}")
        self.stdout.write(f"  演示密码：{os.environ.get('DEMO_PASSWORD') or '见 load_network 打印的一行'}")
