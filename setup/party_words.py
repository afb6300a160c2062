"""The one list of what a party reads: every word of these files has an English and a Russian translation.

A file is named alone, or with the definitions in it that reach a party: a class or a variable by its name, `log=` for
that argument of every call, `_now(` for every call of that name, `@withdraw` for what decorates a function.
"""

import ast
from pathlib import Path

WHOLE = ()
# The steps that a party takes by itself (portal/steps.py): their buttons stand in reasons why they are closed.
OWN_STEPS = (
    "@record_consent",
    "@refuse",
    "@add_evidence",
    "@record_performance",
    "@confirm_performance",
    "@report_breach",
    "@choose_mediator",
    "@object_to_mediator",
    "@report_risk",
    "@complain",
    "@end_mediation",
    "@withdraw",
)
PARTY_FACING = {
    # pages
    "templates/party.html": WHOLE,
    "templates/portal/*.html": WHOLE,
    "templates/public/*.html": WHOLE,
    "templates/errors/*.html": WHOLE,
    "templates/accounts/left.html": WHOLE,
    "templates/django/forms/*.html": WHOLE,
    # the tablet, while it is in the signer's hands
    "templates/cases/signing/read.html": WHOLE,
    "templates/cases/signing/pad.html": WHOLE,
    "templates/cases/signing/done.html": WHOLE,
    "templates/cases/signing/refuse.html": WHOLE,
    "templates/cases/agreement/summary.html": WHOLE,
    "templates/components/signature_pad.html": WHOLE,
    "cases/places.py": ("after_signing", "_first_date"),
    "cases/signing.py": ("CONSENT",),
    "cases/forms/signing.py": ("ReadForm",),
    "cases/forms/settling.py": ("StrokesField", "PadForm", "RefuseToSignForm"),
    "documents/strokes.py": WHOLE,
    "templates/components/languages.html": WHOLE,
    "templates/components/party_*.html": WHOLE,
    "templates/components/site_foot.html": WHOLE,
    "templates/components/size.html": WHOLE,
    "templates/components/steps.html": WHOLE,
    "templates/components/words.html": WHOLE,
    "templates/components/crumb.html": WHOLE,
    "templates/components/error_summary.html": WHOLE,
    "templates/components/topbar.html": WHOLE,
    "mediation/forms.py": WHOLE,
    "mediation/templatetags/page.py": ("days_left", "error_prefix"),
    "accounts/context.py": WHOLE,
    "accounts/invitations.py": WHOLE,
    # the window
    "portal/*.py": WHOLE,
    "portal/forms/*.py": WHOLE,
    "portal/views/*.py": WHOLE,
    # what it shows of a case
    "cases/announcing.py": ("TEXTS", "REMINDERS", "NEUTRAL", "FAREWELL", "_when"),
    "cases/appointments.py": ("calendar_file",),
    "cases/wording.py": ("office", "greeting", "call"),
    "cases/clauses.py": ("gets=", "does=", "summary", "meanings", "_promise", "in_plain_words", "_when"),
    "cases/regimes.py": ("exits=",),
    "cases/states.py": ("CaseState", "Outcome", "STAGES"),
    "cases/titles.py": ("PAPERS",),
    "cases/step.py": WHOLE,
    "cases/reading.py": WHOLE,
    "cases/dictionary_data.py": WHOLE,
    "cases/workflow/*.py": ("log=", *OWN_STEPS),
    "cases/workflow/closing.py": ("_now(",),
    "cases/workflow/choosing.py": ("_now(",),
    "cases/workflow/requirements.py": (
        "it_is_one_of_its_people",
        "only_for_oneself",
        "only_an_applicant_withdraws",
        "a_reason_is_given",
    ),
    "cases/drafting.py": ("nothing_binds_yet",),
    "cases/engine.py": ("_may_be_taken", "closed_by_state"),
    "cases/models/people.py": ("Side", "Kind", "Purpose", "Channel", "Basis", "Ruling", "Entered", "__str__"),
    "cases/models/talks.py": ("Result",),
    "cases/models/after.py": ("About",),
    "cases/models/obligation.py": ("Method", "DONE", "PARTIAL", "BREACH"),
    "cases/models/contacts.py": ("Answer", "Excuse", "Kind", "Level"),
    "cases/conflicts.py": ("_skills", "suggest"),
    "cases/forms/contacts.py": ("ReportRiskForm",),
    "cases/models/visit.py": ("Satisfaction",),
    "cases/forms/base.py": ("StepForm", "UploadField", "PersonChoice"),
    "cases/forms/mediation.py": ("RecordConsentForm", "RefuseForm", "AddEvidenceForm"),
    "cases/forms/closing.py": (
        "RecordPerformanceForm",
        "not_ahead",
        "ConfirmPerformanceForm",
        "ReportBreachForm",
        "EndMediationForm",
        "WithdrawForm",
    ),
    "cases/forms/choosing.py": ("ChooseMediatorForm", "ObjectToMediatorForm"),
    "cases/forms/after.py": ("ComplainForm",),
    "cases/forms/intake.py": ("reasons",),
    "cases/views/steps.py": ("carry_out",),
    "documents/glossing.py": WHOLE,
    "documents/verify.py": WHOLE,
    "documents/uploads.py": WHOLE,
}
# Of the folders above, what only the staff reads.
STAFF_ONLY = {
    "templates/portal/invite.html",
    "templates/portal/slip.html",
    "portal/views/inviting.py",
    "portal/inviting.py:guests",
    "portal/inviting.py:label",
    "portal/inviting.py:invite_participation",
    "portal/forms/doors.py:InviteForm",
}


def facing(root: Path) -> dict[str, set[int] | None]:
    """{path: the lines of it that a party reads, None for all of it}."""
    found = {}
    for pattern, names in PARTY_FACING.items():
        paths = sorted(root.glob(pattern))
        if not paths:
            raise SystemExit(f"setup/party_words.py: there is no {pattern}.")
        for path in paths:
            name = path.relative_to(root).as_posix()
            left_out = {one.partition(":")[2] for one in STAFF_ONLY if one.startswith(f"{name}:")}
            if name in STAFF_ONLY:
                continue
            if names or left_out:
                found[name] = (found.get(name) or set()) | lines_of(path.read_text("utf-8"), names, left_out)
            else:
                found[name] = None
    return found


def lines_of(source: str, names: tuple, left_out: set = frozenset()) -> set[int]:
    """The lines of the named definitions of a module, or of all of it, without those left out."""
    tree, lines, without = ast.parse(source), set(), set()
    if not names:
        lines = set(range(1, source.count("\n") + 2))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and f"@{node.name}" in names and node.decorator_list:
            lines |= set(range(node.decorator_list[0].lineno, node.lineno))
        called = names_of(node)
        if called & set(names):
            lines |= set(range(node.lineno, node.end_lineno + 1))
        if called & left_out:
            without |= set(range(node.lineno, node.end_lineno + 1))
    return lines - without


def names_of(node) -> set[str]:
    """What a node defines: a class, a function, a variable, or as `log=` an argument of a call."""
    if isinstance(node, ast.ClassDef | ast.FunctionDef):
        return {node.name}
    if isinstance(node, ast.Assign):
        return {target.id for target in node.targets if isinstance(target, ast.Name)}
    if isinstance(node, ast.keyword):
        return {f"{node.arg}="}
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return {f"{node.func.id}("}
    return set()
