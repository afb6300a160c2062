"""`manage.py load_network sanya`: loads the bodies of a city and, outside production, invented people and seals."""

import os

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from documents.seals import draw_seal
from organizations.network import sanya
from organizations.network.loading import DemoPeopleRefused

NETWORKS = {"sanya": sanya}


class Command(BaseCommand):
    help = "载入一个城市的调解网络，可以重复运行；已有的不改。"

    def add_arguments(self, parser):
        parser.add_argument("network", choices=sorted(NETWORKS), help="哪个城市的网络")
        parser.add_argument(
            "--password",
            default=os.environ.get("DEMO_PASSWORD", ""),
            help="所有演示账号共用的密码；不写就用环境变量DEMO_PASSWORD，都没有就生成一个并显示",
        )
        parser.add_argument("--without-people", action="store_true", help="不载入演示账号（正式环境必须这样）")

    def handle(self, *, network, password, without_people, **options):
        try:
            NETWORKS[network].load(
                # A seal on real papers is registered from the real one, never drawn.
                draw_seal=None if settings.MODE == "production" else draw_seal,
                with_people=not without_people,
                password=password,
                say=self.stdout.write,
            )
        except DemoPeopleRefused as refused:
            raise CommandError(str(refused)) from refused
