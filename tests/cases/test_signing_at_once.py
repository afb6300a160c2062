"""Many hands on one place: of any number of simultaneous signatures of one request exactly one counts."""

import json
from collections import Counter

import pytest

pytestmark = pytest.mark.processes

HANDS = 16

# One agreement, then as many processes as there are hands: each reads for itself, waits for the last one, and acts.
RUN = """
import json, multiprocessing, os
from collections import Counter
from django.db import connections
from cases import engine, signing
from cases.models import Agreement, Entry, SignatureRequest
from tests import factories
from tests.personas import persona

def by_step(number, agreement, request):
    by = request.user if request.user.kind == "staff" else persona("clerk")
    try:
        engine.take(agreement, "sign", by=by, request=request, sha256=request.sha256, strokes=factories.strokes(number),
                    witness="范小玲", identity_checked=True)
    except engine.Refused as refusal:
        return str(refusal)
    return "counted"

def by_update_alone(number, agreement, request):
    try:
        signing.sign_on_tablet(request, by=persona("clerk"), sha256=request.sha256, strokes=factories.strokes(number),
                               pad={}, witness="范小玲", identity_checked=True)
    except signing.NotCounted:
        return "not counted"
    return "counted"

def hand(act, pk, number, place, gate, said):
    agreement = Agreement.objects.select_related("case__dispute").get(pk=pk)
    requests = [row for row in factories.requests_of(agreement) if row.signer != "mediator"]
    gate.wait(100)
    try:
        said.put(act(number, agreement, requests[place]))
    except Exception as failure:
        said.put(repr(failure))

factories.load_network()
pk = factories.agreement_of(factories.frozen()).pk
connections.close_all()
act = {"step": by_step, "update": by_update_alone}[os.environ["ACT"]]
places = json.loads(os.environ["PLACES"])
fork = multiprocessing.get_context("fork")
gate, said = fork.Barrier(len(places)), fork.Queue()
children = [fork.Process(target=hand, args=(act, pk, number, place, gate, said)) for number, place in enumerate(places)]
for child in children:
    child.start()
told = Counter(said.get(timeout=100) for child in children)
for child in children:
    child.join()
agreement = Agreement.objects.get(pk=pk)
signed = SignatureRequest.objects.filter(agreement=agreement, status="signed")
print(json.dumps({"said": told, "signed": signed.count(), "drawn": signed.filter(strokes__isnull=False).count(),
                  "entries": Entry.objects.filter(case=agreement.case, step="sign").count(), "state": agreement.state}))
"""


@pytest.fixture
def at_once(processes):
    """`at_once("step", [0, 0, 1])`: three processes sign the first, the first and the second place at the same moment."""

    def run(act, places):
        return json.loads(processes.run(RUN, ACT=act, PLACES=json.dumps(places)).splitlines()[-1])

    return run


def test_of_sixteen_signatures_at_once_exactly_one_counts(at_once):
    found = at_once("step", [0] * HANDS)
    assert Counter(found.pop("said")) == {"counted": 1, "已经签过了，不用再签。": HANDS - 1}
    assert found == {"signed": 1, "drawn": 1, "entries": 1, "state": "signing"}


def test_the_update_alone_lets_one_through_without_any_lock(at_once):
    found = at_once("update", [0] * HANDS)
    assert Counter(found.pop("said")) == {"counted": 1, "not counted": HANDS - 1}
    assert found == {"signed": 1, "drawn": 1, "entries": 0, "state": "signing"}


def test_different_signers_at_once_are_all_counted_and_the_state_follows(at_once):
    found = at_once("step", [0, 1, 2])
    assert found == {"said": {"counted": 3}, "signed": 3, "drawn": 3, "entries": 3, "state": "all_signed"}
