"""Gateways for the tests: real adapters with a memory, a bad line, or a file that several processes write to."""

import os
import time

from notices.answers import NeverSent, NotSent

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


class SlowFile:
    """Appends one line a message to the file SENT_FILE, slowly, so that workers overlap."""

    def send(self, address, body, key):
        time.sleep(0.02)
        with open(os.environ["SENT_FILE"], "a", encoding="utf-8") as file:
            file.write(f"{body}\n")
