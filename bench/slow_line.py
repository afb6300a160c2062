"""How soon a page's largest part is there on a slow line: 400 kbit/s, 400 ms, a processor six times slower.

    ROUNDS=5 python -m bench slow_line

Each look begins with an empty store: nothing of the site was seen before. The server is the one that `make run` starts,
and it sends pages as they are: behind a proxy that compresses them they are there sooner. Budgets: ux reference § 8.
"""

import os
import statistics
import sys

ROUNDS = 5
LINE = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
SLOWER = 6
PHONE, DESK = 390, 1280
BUDGET = {PHONE: 3.0, DESK: 4.0}  # seconds
PATIENCE = 60_000  # milliseconds
LARGEST = """() => new Promise(done => {
  let last = 0;
  new PerformanceObserver(list => list.getEntries().forEach(entry => { last = entry.startTime; }))
    .observe({type: 'largest-contentful-paint', buffered: true});
  setTimeout(() => done(last), 500);
})"""


def prepared():
    """(the windows by name, {what: (whose window, address, width)}) of a network with a case at its road's middle."""
    from django.test import Client

    from bench.pages import window
    from organizations.network import loading, sanya
    from portal import inviting
    from tests import factories
    from tests.personas import PASSWORD, persona

    loading.load(sanya.NETWORK, draw_seal=None, password=PASSWORD)
    for _number in range(25):
        factories.submitted()
    case = factories.frozen()
    side = case.dispute.participations.order_by("position").first()
    invited = inviting.invite_participation(case, side, persona("head"), by_sms=False)
    link = "/p/" + invited.link.partition("/p/")[2]
    party = Client()
    answer = party.post(f"{link}code/", {"code": invited.slip_code})
    assert answer.status_code == 302, answer.status_code
    clients = {
        "party": party,
        "mediator": window(case.mediator.username),
        "clerk": window("suwanning"),
        "grid worker": window("fanxiaoling"),
        "nobody": Client(),
    }
    home = party.get("/my/", follow=True).redirect_chain
    return clients, {
        "a party's case": ("party", home[-1][0] if home else "/my/", PHONE),
        "report a quarrel": ("grid worker", "/report/1/", PHONE),
        "a grid worker's reports": ("grid worker", "/reports/", PHONE),
        "verify a paper": ("nobody", "/verify/", PHONE),
        "workbench on a phone": ("mediator", "/workbench/", PHONE),
        "workbench": ("clerk", "/workbench/", DESK),
        "list of 25 cases": ("clerk", "/cases/?view=all", DESK),
        "a case": ("mediator", f"/cases/{case.uid}/", DESK),
        "register": ("clerk", "/register/", DESK),
    }


def look(chromium, site, client, address, width):
    """Seconds until the largest part of the page was painted, seen for the first time on the slow line."""
    context = chromium.new_context(base_url=site, viewport={"width": width, "height": 844}, locale="zh-CN")
    context.add_cookies([{"name": key, "value": one.value, "url": site} for key, one in client.cookies.items()])
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    browser = context.new_cdp_session(page)
    browser.send("Network.enable")
    browser.send("Network.emulateNetworkConditions", LINE)
    browser.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    answer = page.goto(address, wait_until="load")
    assert answer.status == 200, (address, answer.status)
    spent = page.evaluate(LARGEST) / 1000
    context.close()
    assert spent > 0, address
    return spent


def main():
    """Print the table; the exit code says whether a page is over its budget."""
    from playwright.sync_api import sync_playwright

    from tests.chromium import launch
    from tests.processes import Processes

    clients, pages = prepared()
    processes = Processes(DATABASE_URL=os.environ["DATABASE_URL"], MEDIA_ROOT=os.environ["MEDIA_ROOT"])
    late = []
    try:
        site = processes.serve()
        with sync_playwright() as playwright:
            chromium = launch(playwright)
            print(f"{'':<28}{'seconds':>9}{'budget':>8}")
            for label, (who, address, width) in pages.items():
                times = [look(chromium, site, clients[who], address, width) for _round in range(rounds())]
                spent = statistics.median(times)
                late += [label] if spent > BUDGET[width] else []
                print(f"{label:<28}{spent:>9.2f}{BUDGET[width]:>8.1f}", flush=True)
    finally:
        processes.end_all()
    sys.exit(f"Too late: {', '.join(late)}" if late else 0)


def rounds():
    """How often each page is looked at."""
    return int(os.environ.get("ROUNDS", ROUNDS))
