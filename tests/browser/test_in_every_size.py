"""The office's pages in every text size down to 320 px, within their budgets, and on paper without what is private."""

import gzip
import subprocess
from collections import Counter

import pytest

from tests.counts import count

KILOBYTE = 1024
# Words that no printed page may bear, by who wrote them down where.
SECRETS = ("这句只有调解员知道", "这句只有我自己知道", "电话里悄悄说的", "能让到三千五")
PREPARE = f"""
from decimal import Decimal
from cases import engine
from tests import factories
case = factories.talked()
own, one = case.mediator, case.dispute.participations.first()
engine.take(case, "add_note", by=own, audience="one_side", participation=one, text="{SECRETS[0]}")
engine.take(case, "add_note", by=own, audience="author", text="{SECRETS[1]}")
engine.take(case, "record_call", by=own, participation=one, answer="spoke", text="{SECRETS[2]}")
engine.take(case, "record_offer", by=own, participation=one, amount=Decimal(3517), terms="{SECRETS[3]}")
print(case.uid)
"""
TABS = ("", "people/", "records/", "papers/", "evidence/", "log/", "performance/")
STEPS = ("schedule_session", "record_session", "add_note", "record_offer", "record_call", "report_risk", "suspend")
DESK = ("/workbench/", "/cases/", "/cases/?q=王伟", "/spot/", "/register/", "/inbox/", "/reports/")
SIZES = count(("huge",), ("std", "large", "huge"))


@pytest.fixture
def mediator(processes, visitor):
    """The mediator of a case in which something was said in confidence, before his desk; knows the case's address."""
    uid = processes.run(PREPARE).split()[-1]
    found = visitor(1280).log_in("silver_mediator")
    found.case = f"/cases/{uid}/"
    found.addresses = [*DESK, *(found.case + tab for tab in TABS), *(f"{found.case}steps/{name}/" for name in STEPS)]
    return found


def test_every_page_fits_every_size_and_its_budget(mediator):
    page = mediator.page
    weights, asked = {}, Counter()
    page.on("request", lambda request: asked.update([page.url]))
    for address in mediator.addresses:
        answer = page.goto(address)
        assert answer.status == 200, address
        weights[address] = len(gzip.compress(answer.body(), 9))
        for size in SIZES:
            for width in (320, 1280):
                page.set_viewport_size({"width": width, "height": 800})
                page.locator("html").evaluate("(page, size) => page.dataset.size = size", size)
                mediator._measure(f"in {size} at {width} px ")
        page.set_viewport_size({"width": 1280, "height": 800})
    assert {address: weight for address, weight in weights.items() if weight > 40 * KILOBYTE} == {}


def test_a_first_view_asks_for_six_things_at_most_and_does_not_jump(mediator):
    for address, width in ((mediator.case, 1280), (mediator.case, 390), ("/cases/", 1280), ("/spot/", 390)):
        asked = []
        page = mediator.window.new_page()
        page.set_viewport_size({"width": width, "height": 844})
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(address)
        page.wait_for_load_state("load")
        shift = page.evaluate(
            "() => new Promise(done => { let sum = 0; new PerformanceObserver(list => list.getEntries().forEach("
            "e => { if (!e.hadRecentInput) sum += e.value; })).observe({ type: 'layout-shift', buffered: true });"
            " setTimeout(() => done(sum), 300); })"
        )
        page.close()
        assert len(asked) <= 6, asked
        assert shift <= (0.05 if width > 700 else 0.02), (address, width)


def test_what_was_said_in_confidence_is_on_the_screen_and_on_no_printed_page(mediator, tmp_path):
    page = mediator.page
    assert SECRETS[0] in mediator.open(f"{mediator.case}records/").text()
    path = tmp_path / "page.pdf"
    for address in mediator.addresses:
        page.goto(address)
        page.pdf(path=path, format="A4")
        printed = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode()
        printed = "".join(printed.split())
        assert len(printed) > 20, address
        assert [secret for secret in (*SECRETS, "3517") if secret in printed] == [], address
