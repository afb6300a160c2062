"""`manage.py tick`: what the calendar does by itself; safe to run again, and to run twice at once."""

from django.core.management.base import BaseCommand

from cases import ticking


class Command(BaseCommand):
    """The worker does the same every ten minutes; this is for a server that has its own scheduler."""

    help = "Acts on every clock that ran out, warns of those that will, and names cases that nobody works on."

    def handle(self, **_options):
        acts, warnings = ticking.tick()
        self.stdout.write(f"到期处理{acts}件，新提醒{warnings}条。")
        for case in ticking.stuck():
            self.stderr.write(f"没有人办、没有期限：{case.number or case.uid}")
