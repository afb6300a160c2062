"""What the pages cost: real views, rights and templates over many cases, as multiples of a view that runs SELECT 1.

    CASES=100000 ROUNDS=30 python -m bench pages

What every page costs, whoever it shows what (session, user, roles, unread messages, the frame's own words), is measured
by a page that has nothing else; `less frame` is what is left without it (docs/decisions/0018).

The pages take turns, and each is divided by a SELECT 1 taken just before it, so that a busy machine slows both alike.
Queries include the two that every page of a signed-in user asks: the session and the user. On PostgreSQL the plan of
every query is looked at: `reads whole` names the tables that grow with the cases and are read from end to end.
"""

import json
import os
import statistics
import time
import uuid
from decimal import Decimal

CASES = 2000
ROUNDS = 20
FRAME = "a page of words alone"
GROWING = 500  # a table of the volume has more rows than this; dictionaries have fewer


class Probe:
    """One thing that is measured: `run()` does it once; `reach` is what the performance reference asks of it."""

    def __init__(self, label, run, *, reach=""):
        self.label, self.run, self.reach = label, run, reach
        self.times, self.ratios = [], []
        self.queries, self.scans = 0, ""


def page(client, address, **parameters):
    """A function that gets one page and insists on its being there."""

    def get():
        response = client.get(address, parameters)
        assert response.status_code == 200, (address, response.status_code)
        return response

    return get


def window(username):
    """A browser in which somebody of the network is logged in."""
    from django.test import Client

    from accounts.backends import STAFF
    from accounts.models import User

    client = Client()
    client.force_login(User.objects.get(username=username), backend=STAFF)
    return client


def deep(scope_filter, share):
    """The key of a page that begins after this share of the cases, in the order of the list."""
    from cases.models import Case
    from cases.walking import Key

    cases = Case.objects.filter(**scope_filter).order_by("-created_at", "-id")
    place = int(cases.count() * share)
    value, pk = cases.values_list("created_at", "pk")[place]
    return Key(value, pk, place).token()


def steps(case, mediator):
    """One step by the engine alone, and the same step as its form sends it."""
    from django.urls import reverse

    from cases import engine

    side = case.dispute.participations.first()
    client = window(mediator.username)
    address = reverse("cases:step", args=[case.uid, "record_offer"])

    def take():
        engine.take(case, "record_offer", by=mediator, participation=side, amount=Decimal(5000))

    def post():
        sent = {"once": uuid.uuid4(), "seen": case.version, "participation": side.pk, "amount": "5000"}
        response = client.post(address, sent)
        assert response.status_code == 302, response.status_code

    return [
        Probe("a step through the engine", take),
        Probe("a step's form", page(client, address)),
        Probe("the same step, posted", post),
    ]


def probes(walked, stepped):
    """Everything that is measured. walked: a case taken along the road; stepped: another, which grows meanwhile."""
    from django.urls import reverse

    from cases.models import Case

    head, clerk, mediator = window("zhoudehai"), window("suwanning"), window(walked.mediator.username)
    lists, bench = reverse("cases:list"), reverse("cases:workbench")
    here = {"organization__code": "xingang"}
    filed = Case.objects.filter(**here, outcome="settled_written").select_related("dispute").first()
    party = filed.dispute.participations.select_related("party").first().party

    def shown(client, name):
        return page(client, reverse(f"cases:{name}", args=[walked.uid]))

    return [
        Probe(FRAME, page(head, reverse("guide"))),
        Probe("workbench of a head", page(head, bench), reach="≤ 12"),
        Probe("workbench of a mediator", page(mediator, bench), reach="≤ 12"),
        Probe("list, all of a body", page(head, lists, view="all"), reach="≤ 10"),
        Probe("list, all, deep page", page(head, lists, view="all", after=deep(here, 0.9)), reach="≤ 1.15 of it"),
        Probe("list, all of a mediator", page(mediator, lists, view="all"), reach="≤ 10"),
        Probe("list, mine of a head", page(head, lists, view="mine"), reach="≤ 10"),
        Probe("list, due of a clerk", page(clerk, lists, view="due"), reach="≤ 10"),
        Probe("list, one type", page(head, lists, view="all", type=filed.dispute_type_id), reach="≤ 10"),
        Probe("list, archived", page(head, lists, view="all", state="archived"), reach="≤ 10"),
        Probe("search, frequent name 王伟", page(head, lists, q="王伟"), reach="≤ 20"),
        Probe("search, a name of one case", page(head, lists, q="阿依古丽"), reach="≤ 20"),
        Probe("search, nobody's name", page(head, lists, q="欧阳无忌"), reach="≤ 20"),
        Probe("search, whole number", page(head, lists, q=filed.number), reach="≤ 20"),
        Probe("search, serial 218", page(head, lists, q="218"), reach="≤ 20"),
        Probe("search, telephone", page(head, lists, q=party.phone), reach="≤ 20"),
        Probe("case page of a mediator", shown(mediator, "case"), reach="≤ 12"),
        Probe("case page of a clerk", shown(clerk, "case"), reach="≤ 12"),
        Probe("case: people", shown(clerk, "people")),
        Probe("case: log", shown(clerk, "log")),
        *steps(stepped, stepped.mediator),
    ]


# --- measuring ---------------------------------------------------------------


def measure(probes, baseline, rounds):
    """Fill each probe with its times and its ratios to a baseline taken just before it."""
    for probe in probes:
        probe.run()  # warm
    base = []
    for _round in range(rounds):
        for probe in probes:
            base.append(timed(baseline))
            spent = timed(probe.run)
            probe.times.append(spent)
            probe.ratios.append(spent / base[-1])
    return statistics.median(base)


def timed(run):
    """Milliseconds of one call."""
    begin = time.perf_counter()
    run()
    return (time.perf_counter() - begin) * 1000


def look(probes):
    """Count each probe's queries and look at their plans."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for probe in probes:
        with CaptureQueriesContext(connection) as caught:
            probe.run()
        asked = [
            query["sql"]
            for query in caught.captured_queries
            if not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))
        ]
        probe.queries = len(asked)
        if connection.vendor == "postgresql":
            probe.scans = ", ".join(sorted({table for sql in asked for table in read_whole(sql)}))


def read_whole(sql):
    """The growing tables that PostgreSQL would read from end to end for a query."""
    from django.db import connection

    if not sql.startswith("SELECT"):
        return set()
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (FORMAT JSON) " + sql)
        plan = cursor.fetchone()[0]
        plan = json.loads(plan) if isinstance(plan, str) else plan
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples > %s", [GROWING])
        growing = {name for (name,) in cursor.fetchall()}
    return {name for name in scanned(plan[0]["Plan"]) if name in growing}


def scanned(node):
    """The tables of sequential scans in a plan."""
    if node["Node Type"] == "Seq Scan":
        yield node["Relation Name"].removeprefix("public.")
    for part in node.get("Plans", ()):
        yield from scanned(part)


# --- the rows ----------------------------------------------------------------


def build(count):
    """The network, `count` cases in bulk, two real ones by steps; returns the two."""
    from django.db import connection

    from bench.volume import Volume
    from organizations.network import loading, sanya
    from tests import factories
    from tests.personas import PASSWORD

    begin = time.monotonic()
    loading.load(sanya.NETWORK, draw_seal=None, password=PASSWORD)
    Volume(count).build()
    walked, stepped = factories.drafted(), factories.talked()
    with connection.cursor() as cursor:
        # What PostgreSQL does by itself within a minute of so many new rows.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    print(f"{count} cases on {connection.vendor}, made in {time.monotonic() - begin:.0f} s")
    return walked, stepped


def main():
    """Print the table."""
    from django.test.utils import override_settings

    import mediation.wsgi  # noqa: F401 — the site as it is served

    rounds = int(os.environ.get("ROUNDS", ROUNDS))
    walked, stepped = build(int(os.environ.get("CASES", CASES)))
    with override_settings(ROOT_URLCONF="bench.urls"):
        from django.test import Client

        asked = probes(walked, stepped)
        look(asked)
        base = measure(asked, page(Client(), "/select-1/"), rounds)
    print(f"{'SELECT 1':<32}{base:>8.1f} ms")
    print(f"{'':<32}{'ms':>8}{'× SELECT 1':>12}{'less frame':>12}{'reach':>14}{'queries':>9}  reads whole")
    frame = statistics.median(asked[0].ratios)
    for probe in asked:
        ms, ratio = statistics.median(probe.times), statistics.median(probe.ratios)
        figures = f"{probe.label:<32}{ms:>8.1f}{ratio:>12.1f}{ratio - frame:>12.1f}"
        print(f"{figures}{probe.reach:>14}{probe.queries:>9}  {probe.scans}")


if __name__ == "__main__":
    import django

    django.setup()
    main()
