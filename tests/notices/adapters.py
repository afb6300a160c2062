"""Gateways for the tests: real adapters with a memory, a bad line, or a file that several processes write to."""

import os
import signal
import time
from pathlib import Path

from notices.answers import NeverSent, NotSent
from notices.gateway import Gateway

RECEIVED = []


class Memory:
    """Keeps what it was given."""

    def send(self, address, body, key):
        RECEIVED.append((address, body))


class Down:
    """Takes nothing, and says so with the number in its words, as careless gateways do."""

    def send(self, address, body, key):
        raise ConnectionError(f"{address} cannot be reached: {body}")


class Refusing:
    """Answers with a reason of its own."""

    def send(self, address, body, key):
        raise NotSent("quota used up")


class WrongNumber:
    """Knows no such number."""

    def send(self, address, body, key):
        raise NeverSent("no such number")


class Silent:
    """Takes its time and then nothing."""

    def send(self, address, body, key):
        time.sleep(0.03)
        raise NotSent("no answer")


class SlowFile:
    """Appends one line a message to the file SENT_FILE, slowly, so that workers overlap."""

    def send(self, address, body, key):
        time.sleep(0.02)
        with open(os.environ["SENT_FILE"], "a", encoding="utf-8") as file:
            file.write(f"{body}\n")


class Doomed(Gateway):
    """The real gateway, in a worker that dies as by a power cut: once before and once after sending a third of them."""

    def send(self, address, body, key):
        number = int(body.rpartition(" ")[2])
        self.die_once(number % 6 == 0, f"{number}-before")
        super().send(address, body, key)
        self.die_once(number % 6 == 1, f"{number}-after")

    def die_once(self, wanted, name):
        mark = Path(os.environ["MARKS"], name)
        if wanted and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
