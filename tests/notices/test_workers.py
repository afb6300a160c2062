"""Several workers on one outbox, in processes of their own."""

import random
import signal
import time
from collections import Counter

import pytest

from tests.counts import count
from tests.notices import http_gateway

POST = """
from notices import outbox
for number in range({number}):
    outbox.post(key=f"k{{number}}", kind="t", channel="sms", address="13800005678", body=f"text {{number}}")
"""
DELIVER = """
from notices import outbox
print(sum(outbox.deliver() for _round in range(3)))
"""
POST_THE_SAME = """
from notices import outbox
print(outbox.post(key="same", kind="t", channel="sms", address="13800005678", body="text").pk)
"""


@pytest.mark.processes
def test_two_workers_at_once_send_each_message_once(processes, tmp_path):
    number = count(60, 250)
    file = tmp_path / "sent"
    processes.run(POST.format(number=number))
    told = processes.at_once(4, DELIVER, SENT_FILE=str(file), SMS_ADAPTER="tests.notices.adapters.SlowFile")
    lines = Counter(file.read_text("utf-8").splitlines())
    assert lines == Counter(f"text {n}" for n in range(number))
    assert sum(map(int, told)) == number


@pytest.mark.processes
def test_a_key_posted_by_many_at_once_makes_one_message(processes):
    assert len(set(processes.at_once(6, POST_THE_SAME))) == 1


DELIVER_ALL = """
from notices import outbox
while outbox.deliver():
    pass
"""
# Five minutes pass for the claims of the dead, and the wait after a failed try; prints how many are still to be sent.
LATER = """
from datetime import timedelta
from django.utils import timezone
from notices.models import Message
before = timezone.now() - timedelta(minutes=6)
unsent = Message.objects.exclude(state="sent")
unsent.filter(state="sending").update(claimed_at=before)
unsent.filter(state="waiting").update(next_try_at=before)
print(unsent.count())
"""
OUTCOME = """
from notices.models import Message
print(sorted(set(Message.objects.values_list("state", "body"))) == [("sent", f"text {n}") for n in sorted(range(%d), key=str)])
"""


@pytest.mark.processes
def test_workers_killed_between_claim_sending_and_mark_send_each_message_once(processes, tmp_path):
    """Two at a time, each third message kills its worker before or after it is sent, and one more at a random moment."""
    number, dice, deaths = count(6, 180), random.Random(7), 0
    marks = tmp_path / "marks"
    marks.mkdir()
    processes.run(POST.format(number=number))
    with http_gateway.serving() as gateway:
        values = http_gateway.settings_for(gateway) | {"MARKS": str(marks)}
        values["SMS_ADAPTER"] = "tests.notices.adapters.Doomed"
        for _round in range(number):
            workers = [processes.start(DELIVER_ALL, **values) for _worker in range(2)]
            time.sleep(dice.uniform(0.5, 2))
            processes.kill(workers[0])
            for worker in workers:
                worker.wait(60)
            deaths += sum(worker.returncode == -signal.SIGKILL for worker in workers)
            if int(processes.run(LATER)) == 0:
                break
        taken, asked = gateway.taken, len(gateway.asked)
    points = Counter(mark.name.partition("-")[2] for mark in marks.iterdir())
    assert points == {"before": number // 6, "after": number // 6}
    assert deaths >= number // 3
    # Asked again about what the dead had sent, the gateway knew the key.
    assert asked >= number + points["after"]
    assert Counter(taken.values()) == Counter(("13800005678", f"text {n}") for n in range(number))
    assert processes.run(OUTCOME % number).strip() == "True"
