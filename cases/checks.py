"""Start-up checks: every step has a row in the matrix, every row is a step or a look of ours."""

from django.core import checks

from accounts.access import MATRIX
from cases.models import Agreement, Case
from cases.step import steps_of

LOOKS = {
    "view_case",
    "view_full_case",
    "list_cases",
    "read_shared_record",
    "read_private_talk",
    "read_offers",
    "view_evidence",
    "view_deliveries",
    # The door of an older register: each of its lines is the step `register` besides.
    "import_cases",
}


@checks.register
def matrix_and_machines_agree(app_configs, **_options):
    """A step without a row, or a row without a step, stops the start (house rules § 4)."""
    steps = set(steps_of(Case)) | set(steps_of(Agreement))
    errors = [
        checks.Error(f"The step {name} has no row in accounts/access.py.", id="cases.E001")
        for name in sorted(steps - set(MATRIX))
    ]
    errors += [
        checks.Error(f"The row {name} of accounts/access.py is neither a step nor a look.", id="cases.E002")
        for name in sorted(set(MATRIX) - steps - LOOKS)
    ]
    return errors
