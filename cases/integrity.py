"""Whether everything fits: chains unbroken, states as their entries say, documents with their files (promise R15)."""

from cases import finding, timeline, turns
from cases.models import Agreement, Case, Dispute, Entry, SignatureRequest
from documents import vault
from documents.models import Document, StoredFile


def flaws():
    """Every flaw as a sentence; an empty list means that all is well."""
    found = []
    for dispute in Dispute.objects.iterator():
        try:
            timeline.verify(dispute)
        except timeline.BrokenChain as broken:
            found.append(str(broken))
    found += _states(Case) + _states(Agreement) + _turns()
    found += [f"case {pk} is not found by what its rows say" for pk in finding.differing()]
    found += _files(Document) + _files(StoredFile)
    for request in SignatureRequest.objects.filter(status="signed").exclude(image_sha256="").iterator():
        found += _file(request.image_sha256, f"signature {request.uid}")
    return found


def _states(model):
    """Each thing stands where its last entry left it."""
    machine = model._meta.model_name
    last = {}
    for thing_id, after in (
        Entry.objects.filter(machine=machine).order_by("dispute", "place").values_list("thing_id", "after").iterator()
    ):
        last[thing_id] = after
    return [
        f"{machine} {pk} is in state {state}, its last entry says {last.get(pk)}"
        for pk, state in model.objects.values_list("pk", "state").iterator()
        if last.get(pk) != state
    ]


def _turns():
    """Each case waits for whom its rows say."""
    found = []
    for case in Case.objects.iterator():
        kept = (case.turn, case.turn_until)
        turns.refresh(case)
        if (case.turn, case.turn_until) != kept:
            found.append(f"case {case.pk} waits for {kept[0] or 'nobody'}, its rows say {case.turn or 'nobody'}")
    return found


def _files(model):
    found = []
    for pk, sha256 in model.objects.values_list("pk", "sha256").iterator():
        found += _file(sha256, f"{model._meta.model_name} {pk}")
    return found


def _file(sha256, owner):
    try:
        vault.read(sha256)
    except (vault.Missing, vault.Damaged) as flaw:
        return [f"{owner}: {flaw!r}"]
    return []
