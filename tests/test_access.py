"""Every route × role × standing: the whole URLconf against one table; a route that is not listed fails."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from accounts import invitations
from accounts.access import MATRIX
from accounts.models import User
from cases import engine, standing
from cases.models import Case, SignatureRequest
from cases.step import steps_of
from cases.views.steps import ELSEWHERE
from documents.models import Document, StoredFile
from tests import factories
from tests.accounts.doors import come_in
from tests.personas import persona

# The columns. `anonymous` has no session; the first six belong to the case, the others are strangers to it.
STAFF = {
    "grid_worker": "grid_worker",
    "clerk": "clerk",
    "head": "head",
    "mediator": "silver_mediator",
    "other_mediator": "mediator",
    "clerk_away": "clerk_elsewhere",
    "head_away": "head_elsewhere",
    "district": "district_head",
    "bureau": "bureau",
    "auditor": "auditor",
    "admin": "admin",
}
COLUMNS = ("anonymous", "party", "agent", "other_party", *STAFF)

# A cell: 200 opened · 302 sent on · out to the login (or the page that says one is out) · 404 not there · 405 POST only.
TABLE = """
route                   anonymous party agent other_party grid_worker clerk head mediator other_mediator clerk_away head_away district bureau auditor admin
accessibility           200       200   200   200         200         200   200  200      200            200        200       200      200    200     200
accounts:confirm        out       404   404   404         200         200   200  200      200            200        200       200      200    200     200
accounts:daily_mail     out       404   404   404         405         405   405  405      405            405        405       405      405    405     405
accounts:inbox          out       404   404   404         200         200   200  200      200            200        200       200      200    200     200
accounts:language       302       302   302   302         302         302   302  302      302            302        302       302      302    302     302
accounts:left           200       200   200   200         200         200   200  200      200            200        200       200      200    200     200
accounts:login          200       200   200   200         302         302   302  302      302            302        302       302      302    302     302
accounts:logout         405       405   405   405         405         405   405  405      405            405        405       405      405    405     405
accounts:open_message   out       404   404   404         405         405   405  405      405            405        405       405      405    405     405
accounts:password       out       404   404   404         200         200   200  200      200            200        200       200      200    200     200
accounts:size           302       302   302   302         302         302   302  302      302            302        302       302      302    302     302
cases:agreement         out       404   404   404         404         404   404  200      404            404        404       404      404    404     404
cases:appointment       out       404   404   404         404         200   200  200      404            404        404       404      404    404     404
cases:blank             out       404   404   404         200         200   200  200      200            200        200       200      200    200     200
cases:blanks            out       404   404   404         200         200   200  200      200            200        200       200      200    200     200
cases:case              out       404   404   404         200         200   200  200      404            404        404       404      404    404     404
cases:check             out       404   404   404         404         404   404  200      404            404        404       404      404    404     404
cases:colleagues        out       404   404   404         404         200   200  404      404            200        200       200      404    404     404
cases:complaint         out       404   404   404         404         404   404  404      404            404        404       404      200    404     404
cases:complaints        out       404   404   404         404         404   404  404      404            404        404       404      200    404     404
cases:confirm_sheet     out       404   404   404         404         200   200  200      404            404        404       404      404    404     404
cases:counts            out       404   404   404         404         200   200  200      200            200        200       200      404    404     404
cases:deliveries        out       404   404   404         404         200   200  404      404            404        404       404      404    404     404
cases:diary             out       404   404   404         404         200   200  200      200            200        200       200      404    404     404
cases:document          out       404   404   404         404         200   200  200      404            404        404       404      404    404     404
cases:errand            out       404   404   404         200         404   404  404      404            404        404       404      404    404     404
cases:errands           out       404   404   404         200         404   404  200      200            404        404       404      404    404     404
cases:evidence          out       404   404   404         404         200   200  200      404            404        404       404      404    404     404
cases:file              out       404   404   404         404         200   200  200      404            404        404       404      404    404     404
cases:list              out       404   404   404         302         200   200  200      200            200        200       200      200    302     302
cases:log               out       404   404   404         404         200   200  200      404            404        404       404      404    404     404
cases:mediator_sign     out       404   404   404         404         404   404  200      404            404        404       404      404    404     404
cases:papers            out       404   404   404         404         200   200  200      404            404        404       404      404    404     404
cases:people            out       404   404   404         404         200   200  200      404            404        404       404      404    404     404
cases:performance       out       404   404   404         404         200   200  200      404            404        404       404      404    404     404
cases:records           out       404   404   404         404         200   200  200      404            404        404       404      404    404     404
cases:refuse_to_sign    out       404   404   404         404         200   404  200      404            404        404       404      404    404     404
cases:resend            out       404   404   404         405         405   405  405      405            405        405       405      405    405     405
cases:reveal            out       404   404   404         404         200   200  200      404            404        404       404      404    404     404
cases:saved_views       out       404   404   404         405         405   405  405      405            405        405       405      405    405     405
cases:seal              out       404   404   404         404         404   200  404      404            404        404       200      404    404     404
cases:sealing           out       404   404   404         404         200   200  200      404            404        404       404      404    404     404
cases:sheet             out       404   404   404         404         200   200  200      404            404        404       404      404    404     404
cases:sign              out       404   404   404         404         200   200  200      404            404        404       404      404    404     404
cases:signing           out       404   404   404         404         200   200  200      404            404        404       404      404    404     404
cases:stuck             out       404   404   404         404         200   200  404      404            200        200       200      404    404     404
cases:step              out       404   404   404         404         200   404  200      404            404        404       404      404    404     404
cases:together          out       404   404   404         404         302   302  404      404            302        302       302      404    404     404
cases:undelivered       out       404   404   404         404         200   200  404      404            200        200       200      404    404     404
cases:workbench         out       404   404   404         200         200   200  200      200            200        200       200      200    200     200
cases:writing           out       404   404   404         404         200   404  200      404            404        404       404      404    404     404
guide                   200       200   200   200         200         200   200  200      200            200        200       200      200    200     200
home                    200       200   200   200         302         302   302  302      302            302        302       302      302    302     302
intake:drop_report      out       404   404   404         200         404   404  404      404            404        404       404      404    404     404
intake:import           out       404   404   404         404         200   200  404      404            200        200       200      404    404     404
intake:import_check     out       404   404   404         404         302   302  404      404            302        302       302      404    404     404
intake:import_refused   out       404   404   404         404         302   302  404      404            302        302       302      404    404     404
intake:import_template  out       404   404   404         404         200   200  404      404            200        200       200      404    404     404
intake:my_photo         out       404   404   404         404         404   404  404      404            404        404       404      404    404     404
intake:my_report        out       404   404   404         200         404   404  404      404            404        404       404      404    404     404
intake:my_reports       out       404   404   404         200         200   200  200      200            200        200       200      200    200     200
intake:register         out       404   404   404         200         200   200  200      200            200        200       200      404    404     404
intake:register_hints   out       404   404   404         405         405   405  405      405            405        405       405      405    405     405
intake:report           out       404   404   404         302         302   302  302      302            302        302       302      404    404     404
intake:report_page      out       404   404   404         200         200   200  200      200            200        200       200      404    404     404
intake:report_photo     out       404   404   404         404         404   404  404      404            404        404       404      404    404     404
intake:reported         out       404   404   404         200         404   404  404      404            404        404       404      404    404     404
intake:spot             out       404   404   404         404         404   404  200      200            404        404       404      404    404     404
portal:appointment      out       200   200   404         404         404   404  404      404            404        404       404      404    404     404
portal:case             out       200   200   404         404         404   404  404      404            404        404       404      404    404     404
portal:code             200       200   200   200         200         200   200  200      200            200        200       200      200    200     200
portal:document         out       200   200   404         404         404   404  404      404            404        404       404      404    404     404
portal:enter            200       200   200   200         200         200   200  200      200            200        200       200      200    200     200
portal:home             out       302   302   302         404         404   404  404      404            404        404       404      404    404     404
portal:invite           out       404   404   404         404         200   200  200      404            404        404       404      404    404     404
portal:leave            405       405   405   405         405         405   405  405      405            405        405       405      405    405     405
portal:log              out       200   200   404         404         404   404  404      404            404        404       404      404    404     404
portal:read             out       200   200   404         404         404   404  404      404            404        404       404      404    404     404
portal:step             out       200   200   404         404         404   404  404      404            404        404       404      404    404     404
portal:today            200       200   200   200         200         200   200  200      200            200        200       200      200    200     200
portal:verify           200       200   200   200         200         200   200  200      200            200        200       200      200    200     200
portal:verify_code      200       200   200   200         200         200   200  200      200            200        200       200      200    200     200
privacy                 200       200   200   200         200         200   200  200      200            200        200       200      200    200     200
"""


def table():
    """{route: {column: cell}}."""
    (_route, *columns), *rows = [line.split() for line in TABLE.splitlines() if line.strip()]
    assert columns == list(COLUMNS)
    return {name: dict(zip(COLUMNS, cells, strict=True)) for name, *cells in rows}


def routes(resolver=None, prefix=""):
    """The names of every route of the site, the Django admin's aside (tests/accounts has those)."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":
                yield from routes(pattern, f"{pattern.namespace}:" if pattern.namespace else prefix)
        else:
            yield prefix + pattern.name


@pytest.fixture
def world(sanya):
    """One case of 新港社区 put to its signers, one still being written, one dispute of other people."""
    case = factories.drafted()
    client = case.dispute.participations.first()
    mediator, clerk = case.mediator, persona("clerk")
    engine.take(case, "add_evidence", by=mediator, name="照片", upload=factories.scan(), given_by=client)
    engine.take(case, "add_note", by=mediator, audience="one_side", participation=client, text="只对调解员说的话")
    engine.take(
        case, "record_mandate", by=clerk, participation=client, kind="agent",
        person={"name": "林小雨", "phone": "13800003001"}, special_powers=True,
    )  # fmt: skip
    factories.sign_power(client.mandates.get())
    case = engine.take(case, "freeze_agreement", by=mediator, recorder=clerk)
    engine.take(case, "complain", by=client.user, participation=client, about="mediator", text="说话太大声。")
    factories.errand(case)
    writing = factories.drafted(title="另一起纠纷")
    away = factories.mediating(title="别家的纠纷")
    return SimpleNamespace(
        case=case,
        writing=writing,
        client=client,
        session=case.sessions.get(),
        complaint=case.complaints.get(),
        errand=case.errands.get(),
        evidence=case.evidence.get(),
        users={"party": client.user, "agent": client.mandates.get().user,
               "other_party": away.dispute.participations.first().user},
        token=invitations.invite(client.user, label="新港社区", valid_for=timedelta(days=1)),
        agreement=Document.objects.get(dossier=case.uid, paper="mediation_agreement"),
        file=StoredFile.objects.filter(dossier=case.uid).first(),
        request=SignatureRequest.objects.filter(case=case, agreement__isnull=False, signer="party").first(),
    )  # fmt: skip


def browser(world, column):
    """A browser in the session of a column."""
    client = Client()
    if column in STAFF:
        client.force_login(persona(STAFF[column]), backend="accounts.backends.StaffBackend")
    elif column != "anonymous":
        token = invitations.invite(world.users[column], label="新港社区", valid_for=timedelta(days=1))
        come_in(client, invitations.find(token))
    return client


def address(name, world, *, missing=False):
    """The route's address on the world's case, or on one that does not exist."""
    uid = "00000000-0000-4000-8000-000000000000"
    case = world.writing if name in ("cases:agreement", "cases:check") else world.case
    values = {
        "uid": uid if missing else case.uid,
        "document": world.agreement.uid,
        "file": world.file.uid,
        "signature": world.request.uid,
        "participation": world.client.pk,
        "session": world.session.pk,
        "token": world.token,
        "code": world.agreement.verify_code,
        "name": "add_evidence",
        "form": "application",
        "page": 1,
        "pk": 1,
        "message": 1,
        "complaint": world.complaint.pk,
        "errand": world.errand.pk,
        "sha256": world.file.sha256,
        "evidence": world.evidence.pk,
    }
    wanted = next(iter(get_resolver_kwargs(name)), ())
    return reverse(name, kwargs={key: values[key] for key in wanted})


def get_resolver_kwargs(name):
    """The parameter names of a route."""
    resolver = get_resolver()
    namespace, _, short = name.rpartition(":")
    if namespace:
        resolver = resolver.namespace_dict[namespace][1]
    return [params for _pattern, params in (possibility[0][0] for possibility in resolver.reverse_dict.getlist(short))]


def cell(response):
    """What the table calls an answer."""
    if response.status_code == 302 and response["Location"].startswith(("/login/", "/left/")):
        return "out"
    return str(response.status_code)


def test_no_route_is_missing_from_the_table():
    assert sorted(set(routes())) == sorted(table())


def test_every_route_answers_every_column_as_the_table_says(world):
    expected, wrong = table(), []
    for column in COLUMNS:
        client = browser(world, column)
        for name in expected:
            got = cell(client.get(address(name, world)))
            if got != expected[name][column]:
                wrong.append(f"{name}: {column} is {got}, expected {expected[name][column]}")
    assert not wrong, "\n".join(wrong)


def test_a_strangers_404_is_the_404_of_a_missing_case(world):
    for column in ("clerk_away", "other_party", "auditor"):
        client = browser(world, column)
        for name, row in table().items():
            if row[column] == "404" and "uid" in next(iter(get_resolver_kwargs(name)), ()):
                forbidden = client.get(address(name, world))
                missing = client.get(address(name, world, missing=True))
                assert (forbidden.status_code, forbidden.content) == (404, missing.content), name


@pytest.mark.once
def test_the_page_of_every_step_opens_for_those_whom_the_matrix_names(world):
    wrong = []
    case = Case.objects.select_related("organization", "dispute").get(pk=world.case.pk)
    for column in STAFF:
        client, user = browser(world, column), persona(STAFF[column])
        pairs = standing.pairs(user, case)
        for model in (Case, type(world.request.agreement)):
            for name, spec in steps_of(model).items():
                may = standing.role_among(pairs, name) is not None
                got = client.get(f"/cases/{case.uid}/steps/{name}/").status_code
                opens = {200, 302} if may and (spec.screen or name in ELSEWHERE) else {404}
                if got not in opens:
                    wrong.append(f"{name}: {column} gets {got}, the matrix says {'yes' if may else 'no'}")
    assert not wrong, "\n".join(wrong)


def test_every_action_of_the_matrix_is_somebodys_or_nobodys_on_purpose():
    assert {action for action, cells in MATRIX.items() if not any(cells.values())} == set()


def test_no_user_of_any_kind_holds_a_model_permission_on_cases(world):
    for user in User.objects.all():
        assert not {name for name in user.get_all_permissions() if name.startswith("cases.")}, user
