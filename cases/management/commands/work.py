"""`manage.py work`: the worker. Delivers messages, sets seals and minds the clocks until stopped, or drained (--drain)."""

import signal
import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from cases import daily, sealing, ticking
from notices import outbox

PAUSE = 0.5  # seconds between two looks at empty queues
TICK_EVERY = 600  # seconds between two looks at the calendar
DAILY_PAUSE = 60  # seconds between two looks at whether the daily mails are due


class Command(BaseCommand):
    """The queues are rows: messages that wait, agreements in `sealing`."""

    help = "Delivers messages, sets seals, minds the clocks; --drain ends when nothing is left to do."

    def add_arguments(self, parser):
        parser.add_argument("--drain", action="store_true", help="end when the queues are empty")

    def handle(self, *, drain, **_options):
        self.stopping, self.looked_at = False, None
        ticked = None
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        while not self.stopping:
            if ticked is None or time.monotonic() - ticked > TICK_EVERY:
                ticking.tick()
                ticked = time.monotonic()
            done = sealing.sweep() + self.daily() + outbox.deliver()
            if not done:
                if drain:
                    break
                close_old_connections()
                time.sleep(PAUSE)
        if drain and sealing.Agreement.objects.filter(state="sealing").exists():
            self.stderr.write("有协议还没有盖好章，请看上面的记录。")
            raise SystemExit(1)

    def daily(self):
        """The daily mails, asked for once a minute."""
        if self.looked_at is not None and time.monotonic() - self.looked_at < DAILY_PAUSE:
            return 0
        self.looked_at = time.monotonic()
        return daily.send_due()

    def stop(self, *_args):
        """Finish the round that is going on, then end."""
        self.stopping = True
