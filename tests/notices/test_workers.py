"""Several workers on one outbox, in processes of their own."""

from collections import Counter

import pytest

from tests.counts import count

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
