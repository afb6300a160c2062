"""A real mail server on this machine: what it is given can be read, and it refuses what a test plans."""

import email
import socket
from collections import deque
from contextlib import contextmanager
from email import policy

from aiosmtpd.controller import Controller


class Server:
    """`received` holds what was accepted, opened; `plan` what the next mails are answered, `unknown` no mailboxes."""

    def __init__(self):
        self.received, self.plan, self.unknown = [], deque(), set()
        self.port = 0

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        if address in self.unknown:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):
        if self.plan and (answer := self.plan.popleft()):
            return answer
        self.received.append(email.message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@contextmanager
def serving():
    """A server that answers until the block ends."""
    handler = Server()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        handler.port = probe.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=handler.port)
    controller.start()
    try:
        yield handler
    finally:
        controller.stop()


def calendar_of(mail):
    """The text of the mail's calendar file as it came, or None."""
    for part in mail.iter_attachments():
        if part.get_content_type() == "text/calendar":
            return part.get_payload(decode=True).decode()
    return None
