"""The SMS gateway over HTTP: one signed POST a message, and what each of its answers means.

The request:  {"id": …, "to": number, "text": words}, signed with HMAC-SHA256 over five lines: method, path,
              X-Timestamp, X-Nonce, SHA-256 of the body; the signature in X-Signature, in hex.
Idempotency-Key repeats `id`: it is the same at every try, and a gateway that has taken it sends nothing again.
The answer:   2xx or 409 with {"id": the same} = taken · 400, 404, 410, 422 = never (number or text) · all else = later.
"""

import hashlib
import hmac
import http.client
import json
import secrets
import socket
import threading
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from notices.answers import NeverSent, NotSent

NEVER = {400, 404, 410, 422}
TAKEN_BEFORE = 409
ANSWER_LIMIT = 64 * 1024  # bytes
LONGEST_WAIT = timedelta(hours=6)
CONNECTIONS = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}


class Gateway:
    """The gateway that the settings SMS_GATEWAY_ADDRESS, _KEY_ID and _SECRET name; redirects are not followed."""

    def send(self, address: str, body: str, key: str) -> None:
        """Raises NotSent or NeverSent unless the gateway confirms this very message; takes SMS_GATEWAY_SECONDS."""
        once = idempotency_key(address, key)
        content = json.dumps({"id": once, "to": address, "text": body}, ensure_ascii=False).encode()
        _judge(*_ask(content, once), once)


def idempotency_key(address: str, key: str) -> str:
    """What the gateway knows a message by: another site, or a corrected number, makes another one."""
    return hashlib.sha256("\n".join([settings.SITE_ADDRESS, key, address]).encode()).hexdigest()


def signature(secret: str, method: str, path: str, timestamp: str, nonce: str, content: bytes) -> str:
    """HMAC-SHA256 in hex; `path` with its query as it stands in the request line."""
    signed = "\n".join([method, path, timestamp, nonce, hashlib.sha256(content).hexdigest()])
    return hmac.new(secret.encode(), signed.encode(), hashlib.sha256).hexdigest()


def _ask(content, once):
    """(status, Retry-After, answer) of the gateway. Raises NotSent when it cannot be reached or does not answer."""
    address = urlsplit(settings.SMS_GATEWAY_ADDRESS)
    path = (address.path or "/") + (f"?{address.query}" if address.query else "")
    seconds = settings.SMS_GATEWAY_SECONDS
    connection = CONNECTIONS[address.scheme](address.hostname, address.port, timeout=seconds)
    # A socket's timeout begins anew with every byte: a gateway that drips would hold the worker for ever.
    end = threading.Timer(seconds, _cut, [connection])
    try:
        connection.connect()
        end.start()
        connection.request("POST", path, content, _headers(path, content, once))
        response = connection.getresponse()
        return response.status, response.getheader("Retry-After", ""), response.read(ANSWER_LIMIT)
    except (OSError, http.client.HTTPException) as error:
        raise NotSent(f"gateway: {type(error).__name__}") from error
    finally:
        end.cancel()
        connection.close()


def _cut(connection):
    """End the conversation under the waiting reader; of a TLS socket too, without its own farewell."""
    if connection.sock is not None:
        socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)


def _headers(path, content, once):
    timestamp, nonce = str(int(timezone.now().timestamp())), secrets.token_hex(16)
    return {
        "Content-Type": "application/json; charset=utf-8",
        "Idempotency-Key": once,
        "X-Key-Id": settings.SMS_GATEWAY_KEY_ID,
        "X-Timestamp": timestamp,
        "X-Nonce": nonce,
        "X-Signature": signature(settings.SMS_GATEWAY_SECRET, "POST", path, timestamp, nonce, content),
    }


def _judge(status, retry_after, answer, once):
    """Nothing for a message that was taken; else NotSent or NeverSent. Only the status is kept of a refusal:
    careless gateways repeat the number in their answers."""
    if status in NEVER:
        raise NeverSent(f"gateway: {status}")
    if not (200 <= status < 300 or status == TAKEN_BEFORE):
        raise NotSent(f"gateway: {status}", wait=_wait(retry_after))
    # A proxy's or a hotel's own page also answers 200: the message is taken when the gateway names it.
    if _id_in(answer) != once:
        raise NotSent("gateway: not its answer")


def _wait(retry_after):
    if not (retry_after.isascii() and retry_after.isdigit()):
        return None
    return min(timedelta(seconds=int(retry_after[:9])), LONGEST_WAIT)


def _id_in(answer):
    try:
        found = json.loads(answer)
    except ValueError:
        return None
    return found.get("id") if isinstance(found, dict) else None
