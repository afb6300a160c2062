"""Text messages through a real HTTP gateway that fails, delays, repeats and answers late."""

import json
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from notices import outbox
from tests.notices import http_gateway
from tests.processes import Failed, run_python

PHONE = "13800005678"
pytestmark = pytest.mark.django_db


@pytest.fixture
def gateway(settings, clock):
    with http_gateway.serving(now=lambda: timezone.now().timestamp()) as server:
        for name, value in http_gateway.settings_for(server).items():
            setattr(settings, name, value)
        settings.SMS_GATEWAY_SECONDS = 5
        yield server


def text_message(key="k1", **changes):
    facts = {"kind": "test", "channel": "sms", "address": PHONE, "body": "请看协议"}
    return outbox.post(key=key, **(facts | changes))


def after(message):
    message.refresh_from_db()
    return message.state, message.attempts, message.last_error


def phones(gateway):
    return list(gateway.taken.values())


def test_a_text_goes_out_under_a_signature_and_a_key_that_tells_nothing(gateway):
    message = text_message()
    assert outbox.deliver() == 1
    assert phones(gateway) == [(PHONE, "请看协议")]
    assert after(message) == ("sent", 1, "")
    headers, content = gateway.asked[0]
    assert headers["Idempotency-Key"] == json.loads(content)["id"] != message.key
    assert len(headers["X-Signature"]) == 64


@pytest.mark.parametrize(
    "changes",
    [
        {"SMS_GATEWAY_SECRET": "another secret"},
        {"SMS_GATEWAY_KEY_ID": "somebody else"},
    ],
)
def test_a_wrong_signature_is_refused_and_tried_again_once_it_is_put_right(changes, gateway, settings, clock):
    right = {name: getattr(settings, name) for name in changes}
    for name, value in changes.items():
        setattr(settings, name, value)
    message = text_message()
    assert outbox.deliver() == 0
    assert after(message) == ("waiting", 1, "gateway: 401")
    for name, value in right.items():
        setattr(settings, name, value)
    clock.shift(timedelta(minutes=2))
    assert outbox.deliver() == 1


@pytest.mark.parametrize("status", [400, 404, 410, 422])
def test_a_number_that_does_not_exist_is_not_tried_again(status, gateway, clock):
    gateway.plan.append({"status": status})
    message = text_message(secret=True)
    assert outbox.deliver() == 0
    assert after(message) == ("failed", 1, f"gateway: {status}")
    assert message.body == ""
    clock.shift(timedelta(days=1))
    assert outbox.deliver() == 0
    assert len(gateway.asked) == 1


@pytest.mark.parametrize("status", [301, 302, 403, 408, 429, 500, 503])
def test_a_gateway_in_trouble_is_asked_again(status, gateway, clock):
    gateway.plan.append({"status": status, "headers": {"Location": "http://127.0.0.1:9/elsewhere"}})
    message = text_message()
    assert outbox.deliver() == 0
    assert after(message) == ("waiting", 1, f"gateway: {status}")
    clock.shift(timedelta(minutes=2))
    assert outbox.deliver() == 1
    assert phones(gateway) == [(PHONE, "请看协议")]


@pytest.mark.parametrize(("asked", "minutes"), [("1800", 30), ("5", 1), ("9999999999", 360), ("soon", 1), ("-3", 1)])
def test_a_gateway_that_asks_for_rest_gets_it_within_reason(asked, minutes, gateway, clock):
    gateway.plan.append({"status": 429, "headers": {"Retry-After": asked}})
    message = text_message()
    outbox.deliver()
    message.refresh_from_db()
    assert message.next_try_at - timezone.now() == timedelta(minutes=minutes)


def test_an_answer_that_comes_late_sends_nothing_twice(gateway, settings, clock):
    settings.SMS_GATEWAY_SECONDS = 0.3
    gateway.plan.append({"late": 1})
    message = text_message()
    assert outbox.deliver() == 0
    assert after(message)[:2] == ("waiting", 1)
    clock.shift(timedelta(minutes=2))
    assert outbox.deliver() == 1
    assert after(message) == ("sent", 2, "")
    assert len(gateway.asked) == 2
    assert phones(gateway) == [(PHONE, "请看协议")]


def test_an_answer_that_drips_does_not_hold_the_worker(gateway, settings):
    settings.SMS_GATEWAY_SECONDS = 0.4
    gateway.plan.append({"drip": 0.1})
    message = text_message()
    started = time.perf_counter_ns()
    assert outbox.deliver() == 0
    assert (time.perf_counter_ns() - started) / 1e9 < 3
    assert after(message)[0] == "waiting"


def test_a_connection_that_breaks_after_the_text_is_taken_sends_nothing_twice(gateway, clock):
    gateway.plan.append({"drop": True})
    message = text_message()
    assert outbox.deliver() == 0
    clock.shift(timedelta(minutes=2))
    assert outbox.deliver() == 1
    assert after(message)[0] == "sent"
    assert len(phones(gateway)) == 1


@pytest.mark.parametrize("page", ["<html>请先登录</html>", '{"id": "another"}', "[]", '"ok"', ""])
def test_a_200_that_does_not_name_the_message_is_not_the_gateways(page, gateway):
    gateway.plan.append({"page": page})
    message = text_message()
    assert outbox.deliver() == 0
    assert after(message) == ("waiting", 1, "gateway: not its answer")


def test_a_gateway_that_is_not_there_is_asked_again(settings, clock):
    with http_gateway.serving() as server:
        values = http_gateway.settings_for(server)
    for name, value in values.items():
        setattr(settings, name, value)
    message = text_message()
    assert outbox.deliver() == 0
    assert after(message) == ("waiting", 1, "gateway: ConnectionRefusedError")


def test_neither_number_nor_text_is_logged_when_the_gateway_refuses(gateway, caplog):
    gateway.plan.append({"status": 422})
    message = text_message(body="给陈玉兰")
    outbox.deliver()
    message.refresh_from_db()
    for place in (caplog.text, message.last_error):
        assert PHONE not in place
        assert "陈玉兰" not in place


START = "from django.conf import settings; print(settings.SMS_ADAPTER)"
PRODUCTION = {
    "MODE": "production",
    "SECRET_KEY": "s3cret" * 12,
    "FIELD_KEYS": "a:MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=,index:YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoxMjM0NTY=",
    "ALLOWED_HOSTS": "mediation.example",
    "MEDIA_ROOT": "media",
    "SITE_ADDRESS": "https://mediation.example",
    "SMS_ADAPTER": "notices.gateway.Gateway",
    "SMS_GATEWAY_ADDRESS": "https://sms.example/v1",
    "SMS_GATEWAY_KEY_ID": "sanya",
    "SMS_GATEWAY_SECRET": "x" * 32,
}


@pytest.mark.once
def test_a_production_with_a_gateway_starts():
    assert "notices.gateway.Gateway" in run_python(START, **PRODUCTION)


@pytest.mark.once
@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"SMS_ADAPTER": "notices.sms.Console"}, "SMS_ADAPTER"),
        ({"SMS_GATEWAY_ADDRESS": "http://sms.example/v1"}, "SMS_GATEWAY_ADDRESS"),
        ({"SMS_GATEWAY_ADDRESS": ""}, "SMS_GATEWAY_ADDRESS"),
        ({"SMS_GATEWAY_KEY_ID": ""}, "SMS_GATEWAY_KEY_ID"),
        ({"SMS_GATEWAY_SECRET": "short"}, "SMS_GATEWAY_SECRET"),
    ],
)
def test_a_production_that_would_print_or_leak_messages_does_not_start(changes, named):
    with pytest.raises(Failed, match=named):
        run_python(START, **(PRODUCTION | changes))
