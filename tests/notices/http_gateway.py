"""A real SMS gateway on this machine: it checks signatures, knows its keys, and misbehaves as each test plans."""

import hashlib
import hmac
import json
import threading
import time
from collections import deque
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEY_ID = "sanya"
SECRET = "a secret of thirty-two characters"  # noqa: S105 -- of the tests' own gateway
SPREAD = 300  # seconds a timestamp may differ


class Gateway(ThreadingHTTPServer):
    """`taken` is what went to phones, by id; `asked` every request; `plan` what happens to the next requests.

    A plan is a dictionary: status (answers it, takes nothing), headers, late (takes it, answers after seconds), drip
    (takes it, answers one byte at a time so many seconds apart), drop (takes it, closes without an answer), page
    (answers 200 with words of its own).
    """

    daemon_threads = True
    block_on_close = False

    def __init__(self, *, now=time.time):
        super().__init__(("127.0.0.1", 0), Handler)
        self.taken, self.asked, self.plan, self.nonces = {}, [], deque(), set()
        self.now, self.lock = now, threading.Lock()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}/v1/messages?site=1"

    def handle_error(self, request, client_address):
        """A client that hung up is what the test wanted."""


class Handler(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self):
        content = self.rfile.read(int(self.headers["Content-Length"]))
        gateway = self.server
        with gateway.lock:
            gateway.asked.append((dict(self.headers), content))
            plan = gateway.plan.popleft() if gateway.plan else {}
            refusal = 401 if not self.is_signed(content) else plan.get("status")
            if not refusal and "page" not in plan:
                message = json.loads(content)
                known = message["id"] in gateway.taken
                gateway.taken.setdefault(message["id"], (message["to"], message["text"]))
        if "page" in plan:
            return self.answer(200, plan["page"].encode())
        if refusal:
            return self.answer(refusal, b"{}", plan.get("headers", {}))
        if plan.get("drop"):
            return self.connection.close()
        time.sleep(plan.get("late", 0))
        return self.answer(409 if known else 202, json.dumps({"id": message["id"]}).encode(), drip=plan.get("drip"))

    def is_signed(self, content):
        headers = self.headers
        lines = ["POST", self.path, headers["X-Timestamp"], headers["X-Nonce"], hashlib.sha256(content).hexdigest()]
        wanted = hmac.new(SECRET.encode(), "\n".join(lines).encode(), hashlib.sha256).hexdigest()
        fresh = headers["X-Nonce"] not in self.server.nonces
        self.server.nonces.add(headers["X-Nonce"])
        in_time = abs(self.server.now() - int(headers["X-Timestamp"])) <= SPREAD
        return (
            headers["X-Key-Id"] == KEY_ID and hmac.compare_digest(wanted, headers["X-Signature"]) and fresh and in_time
        )

    def answer(self, status, content, headers=(), drip=None):
        whole = f"HTTP/1.1 {status} -\r\nContent-Length: {len(content)}\r\nConnection: close\r\n"
        whole += "".join(f"{name}: {value}\r\n" for name, value in dict(headers).items()) + "\r\n"
        data = whole.encode() + content
        for piece in [data] if not drip else [data[n : n + 1] for n in range(len(data))]:
            self.wfile.write(piece)
            self.wfile.flush()
            time.sleep(drip or 0)

    def log_message(self, *_args):
        """Nothing: numbers are not for logs."""


@contextmanager
def serving(**facts):
    """A gateway that answers until the block ends."""
    with Gateway(**facts) as gateway:
        thread = threading.Thread(target=gateway.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield gateway
        finally:
            gateway.shutdown()
            thread.join()


def settings_for(gateway):
    """The settings, and the environment, of a site that sends through it."""
    return {
        "SMS_ADAPTER": "notices.gateway.Gateway",
        "SMS_GATEWAY_ADDRESS": gateway.address,
        "SMS_GATEWAY_KEY_ID": KEY_ID,
        "SMS_GATEWAY_SECRET": SECRET,
    }
