"""THE MATRIX: who may do and see what. Rows are steps and looks, columns are roles, a cell is the standing needed.

Standings (what they mean is decided in cases/standing.py, nowhere else):
  own       a participation of mine, or my client's while the mandate is in force
  powers    my client's, mandate in force, with special powers (民事诉讼法第62条)
  mine      I am the assigned mediator; until 30 days after closing at the most
  seat      I hold an invited seat on the case
  door      I am a mediator of the case's body and took this quarrel up on the spot; until I mediate it
  reported  I filed it: the state word and my own text
  errand    I was asked for an errand of this case that still waits: its own page, never the case
  here      the case's body is mine, now, in this very role
  above     a body above the case's body is mine, in this very role
  guides    my justice bureau guides the case's body (人民调解法第5条)
  asked     an approval in force lets me look at this one case
  ever      no relation needed: a system actor, or an act that has no case yet
"""

from accounts.roles import Role

STANDINGS = frozenset(
    {"own", "powers", "mine", "seat", "door", "reported", "errand", "here", "above", "guides", "asked", "ever"}
)

TABLE = """
                       party  agent   clerk  grid_worker  mediator   helper  head        bureau  auditor  admin  clock  channel
view_case              own    own     here   reported     mine|reported seat    here        asked   -        -      -      -
view_full_case         own    own     here   -            mine       -       here        asked   -        -      -      -
list_cases             own    own     here   reported     mine|reported seat    here        asked   -        -      -      -
read_shared_record     own    own     here   -            mine       seat    here        asked   -        -      -      -
read_private_talk      -      -       -      -            mine       -       -           -       -        -      -      -
read_offers            -      -       -      -            mine       -       -           -       -        -      -      -
view_evidence          own    own     here   -            mine       -       here        asked   -        -      -      -
view_deliveries        -      -       here   -            -          -       here        -       -        -      -      -
resend_message         -      -       here   -            -          -       here        -       -        -      -      -
reveal_identity        -      -       here   -            mine       -       here        -       -        -      -      -
download_document      own    own     here   -            mine       -       here        asked   -        -      -      -
print_slip             -      -       here   -            mine       -       here        -       -        -      -      -
invite_party           -      -       here   -            mine       -       here        -       -        -      -      -
import_cases           -      -       here   -            -          -       here        -       -        -      -      -

register               -      -       here   here         here       -       here        -       -        -      -      ever
record_party           -      -       here   reported     mine|reported       -       here        -       -        -      -      -
describe_dispute       -      -       here   -            -          -       here        -       -        -      -      -
check_identity         -      -       here   -            mine       -       here        -       -        -      -      -
record_mandate         -      -       here   -            mine       -       here        -       -        -      -      -
end_mandate            -      -       here   -            mine       -       here        -       -        -      -      -
certify_representative -      -       here   -            mine       -       here        -       -        -      -      -
elect_representatives  -      -       here   -            mine       -       here        -       -        -      -      -
add_to_report          -      -       reported reported    reported   -        reported    -       -        -      -      -
submit                 -      -       here   reported     reported   -       here        -       -        -      -      ever
drop_draft             -      -       here   reported     reported   -       here        -       -        -      ever   -
send_back              -      -       here   -            -          -       here        -       -        -      -      -
accept                 -      -       here   -            door       -       here        -       -        -      -      -
decline                -      -       here   -            -          -       here        -       -        -      -      -
record_consent         own    own     here   -            mine|door  -       here        -       -        -      -      -
refuse                 own    powers  here   -            mine       -       here        -       -        -      -      -
assign_mediator        -      -       -      -            door       -       here        -       -        -      -      -
accept_assignment      -      -       -      -            mine       -       -           -       -        -      -      -
decline_assignment     -      -       -      -            mine       -       -           -       -        -      ever   -
choose_mediator        own    own     here   -            mine|door  -       here        -       -        -      -      -
object_to_mediator     own    own     here   -            mine       -       -           -       -        -      -      -
rule_on_objection      -      -       -      -            -          -       here        -       -        -      -      -
replace_mediator       -      -       -      -            -          -       here        -       -        -      -      -
step_aside             -      -       here   -            -          -       here        -       -        -      -      -
take_over              -      -       -      -            mine       -       -           -       -        -      -      -
schedule_session       -      -       here   -            mine       -       -           -       -        -      -      -
record_absence         -      -       here   -            mine       -       -           -       -        -      -      -
record_call            -      -       here   -            mine       -       -           -       -        -      -      -
record_session         -      -       -      -            mine       -       -           -       -        -      -      -
record_investigation   -      -       -      -            mine       -       -           -       -        -      -      -
invite_helper          -      -       -      -            mine       -       -           -       -        -      -      -
report_progress        -      -       -      -            mine       -       -           -       -        -      -      -
add_note               -      -       -      -            mine       -       -           -       -        -      -      -
record_offer           -      -       -      -            mine       -       -           -       -        -      -      -
extend_term            -      -       -      -            mine       -       -           -       -        -      -      -
suspend                -      -       -      -            mine       -       here        -       -        -      -      -
resume                 -      -       -      -            mine       -       here        -       -        -      ever   -
report_risk            own    own     here   reported     mine       seat    here        -       -        -      -      -
answer_risk            -      -       here   -            mine       -       here        -       -        -      -      -
add_evidence           own    own     here   -            mine       -       -           -       -        -      -      -
list_evidence          -      -       here   -            mine       -       -           -       -        -      -      -
record_service         -      -       here   -            mine       -       -           -       -        -      -      -
ask_errand             -      -       here   -            mine       -       here        -       -        -      -      -
answer_errand          -      -       -      errand       errand     -       -           -       -        -      -      -
drop_errand            -      -       here   -            mine       -       here        -       -        -      ever   -
sign_paper             own    own     here   -            mine       -       here        -       -        -      -      -
attach_paper_sheet     -      -       here   -            mine       -       here        -       -        -      -      -
confirm_paper_sheet    -      -       here   -            mine       -       here        -       -        -      -      -

draft_agreement        -      -       -      -            mine       -       -           -       -        -      -      -
edit_clauses           -      -       -      -            mine       -       -           -       -        -      -      -
freeze_agreement       -      -       -      -            mine       -       -           -       -        -      -      -
freeze                 -      -       -      -            mine       -       -           -       -        -      -      -
request_signatures     -      -       -      -            mine       -       -           -       -        -      -      -
sign                   own    powers  here   -            mine       -       here        -       -        -      -      -
attach_signed_sheet    -      -       here   -            mine       -       here        -       -        -      -      -
confirm_signed_sheet   -      -       here   -            mine       -       here        -       -        -      -      -
refuse_to_sign         own    powers  here   -            mine       -       -           -       -        -      -      -
mediator_sign          -      -       -      -            mine       -       -           -       -        -      -      -
seal                   -      -       -      -            -          -       here|above  -       -        -      -      -
finish_sealing         -      -       -      -            -          -       -           -       -        -      ever   -
void                   -      -       -      -            mine       -       -           -       -        -      ever   -
reopen_talks           -      -       -      -            mine       -       -           -       -        -      ever   -
record_oral_agreement  -      -       -      -            mine       -       -           -       -        -      -      -
record_orally          -      -       -      -            mine       -       -           -       -        -      -      -
renegotiate            -      -       -      -            mine       -       -           -       -        -      -      -
keep_agreement         -      -       -      -            mine       -       -           -       -        -      -      -
supersede              -      -       -      -            -          -       -           -       -        -      ever   -
take_effect            -      -       -      -            -          -       -           -       -        -      ever   -

record_performance     own    own     -      -            mine       -       -           -       -        -      -      -
confirm_performance    own    powers  -      -            mine       -       -           -       -        -      -      -
report_breach          own    own     -      -            mine       -       -           -       -        -      -      -
urge_performance       -      -       -      -            -          -       -           -       -        -      ever   -
lapse_confirmation     -      -       -      -            -          -       -           -       -        -      ever   -
record_visit           -      -       -      reported     mine       -       -           -       -        -      -      -
terminate              -      -       -      -            mine       -       here        -       -        -      ever   -
withdraw               own    powers  -      -            -          -       -           -       -        -      -      -
end_mediation          own    powers  -      -            -          -       -           -       -        -      -      -
close                  -      -       -      -            mine       -       here        -       -        -      -      -
open_next_case         -      -       here   -            -          -       here        -       -        -      -      -
begin_again            -      -       here   -            -          -       here        -       -        -      -      -
add_supplement         -      -       here   -            -          -       -           -       -        -      -      -
complain               own    own     -      -            -          -       -           -       -        -      -      -
answer_complaint       -      -       -      -            -          -       -           guides  -        -      -      -
archive                -      -       here   -            -          -       here        -       -        -      -      -
"""


class UnreadableMatrix(Exception):
    """The table above has a hole, an unknown role or an unknown standing."""


def parse(table):
    """{action: {role: frozenset of standings}}; raises UnreadableMatrix on anything that is not exactly filled in."""
    header, *rows = [line for line in table.splitlines() if line.strip()]
    roles = header.split()
    unknown = set(roles) ^ set(Role.values)
    if unknown:
        raise UnreadableMatrix(f"roles and columns differ: {sorted(unknown)}")
    matrix = {}
    for row in rows:
        action, *cells = row.split()
        if len(cells) != len(roles) or action in matrix:
            raise UnreadableMatrix(f"row {action!r} has {len(cells)} cells for {len(roles)} roles, or stands twice")
        standings = [frozenset() if cell == "-" else frozenset(cell.split("|")) for cell in cells]
        wrong = frozenset().union(*standings) - STANDINGS
        if wrong:
            raise UnreadableMatrix(f"row {action!r} names unknown standings {sorted(wrong)}")
        matrix[action] = dict(zip(roles, standings, strict=True))
    return matrix


MATRIX = parse(TABLE)


def needed(action):
    """{role: standings} of a step or look; raises KeyError for one that has no row."""
    return MATRIX[action]
