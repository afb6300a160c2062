"""Ways to send a text message; a gateway is one class with `send`, named by settings.SMS_ADAPTER."""

import sys
from datetime import timedelta
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class NotSent(Exception):
    """The gateway did not take the message this time; `reason` is shown to operators and holds no number and no text.

    wait: how long the gateway wants to be left alone, or None.
    """

    def __init__(self, reason: str, *, wait: timedelta | None = None):
        super().__init__(reason)
        self.reason = reason
        self.wait = wait


class NeverSent(NotSent):
    """The gateway will not take this message however often it is asked: there is no such number, or it is blocked."""


class Adapter(Protocol):
    """What a gateway has to offer."""

    def send(self, address: str, body: str, key: str) -> None:
        """Hands one message over within 60 seconds; `key` is the same at every try of the same message.

        Raises NeverSent when a repeat is useless; NotSent, or any exception, when it was not taken this time.
        """


class Console:
    """Prints messages on standard output: for the demo and the tests, refused in production by the start-up checks."""

    def send(self, address: str, body: str, key: str) -> None:
        sys.stdout.write(f"[短信] {masked(address)}: {body}\n")
        sys.stdout.flush()


def masked(number: str) -> str:
    """138****5678; a short number keeps only its first digits."""
    return f"{number[:3]}****{number[-4:]}" if len(number) >= 11 else f"{number[:3]}****"


def adapter() -> Adapter:
    """The adapter that settings.SMS_ADAPTER names. Raises ImportError when there is none of that name."""
    return import_string(settings.SMS_ADAPTER)()
