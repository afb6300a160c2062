"""The counter tablet: a colleague settles who is there, the signer reads and agrees, then writes the name."""

import time

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.gates import staff_only
from accounts.language import CHINESE, of_person
from cases import reading_copy, titles, versions
from cases.forms.settling import PadForm, RefuseToSignForm
from cases.forms.signing import ReadForm, ReadyForm
from cases.getting import get_case, get_signature, may
from cases.models import SignatureRequest
from cases.places import after_signing, cannot_be_signed_here
from cases.signing import CONSENT
from cases.states import AgreementState
from cases.views.steps import carry_out
from cases.workflow import signing_requirements as must
from mediation import days

Status = SignatureRequest.Status
# What was settled for one signer, kept in the colleague's session while the tablet is in other hands.
CEREMONIES, SECONDS = "ceremonies", 30 * 60


@staff_only
@never_cache
@require_http_methods(["GET", "POST"])
def sign(request, uid, signature):
    """One signature, page by page at one address: ready → read → pad → done."""
    case, asked = _asked(request, uid, signature)
    if asked.status == Status.SIGNED:
        with translation.override(_tongue(request, asked)):
            return _page(request, "done", case, asked, after=after_signing(asked))
    closed = cannot_be_signed_here(asked, request.user)
    if closed is not None:
        return _page(request, "stopped", case, asked, closed=closed)
    return _ceremony(request, case, asked, _settled(request, asked))


def _ceremony(request, case, asked, settled):
    """Whose turn it is at the tablet: the colleague's pages are Chinese, the signer's in his own language."""
    if request.method == "POST":
        act = {"ready": _ready, "read": _read, "pad": _pad}.get(request.POST.get("stage"))
        if act is None:
            raise Http404
        with translation.override(CHINESE if act is _ready else _tongue(request, asked)):
            return act(request, case, asked, settled)
    if "again" in request.GET:
        settled.pop("read", None)
    if not settled.get("ready") and asked.user_id != request.user.pk:
        return _page(request, "ready", case, asked, form=ReadyForm())
    with translation.override(_tongue(request, asked)):
        if not settled.get("read"):
            return _read_page(request, case, asked, ReadForm())
        return _pad_page(request, case, asked)


def _tongue(request, asked):
    """The language noted with whoever signs; a colleague who signs for himself reads Chinese."""
    if asked.participation is None or asked.user_id == request.user.pk:
        return CHINESE
    mandate = asked.participation.mandates.filter(user_id=asked.user_id).select_related("person").first()
    return of_person((mandate.person if mandate else asked.participation.party).language)


def _asked(request, uid, signature):
    """The case and the request, for somebody who may hold the tablet; the mediator's own place has another page."""
    case = get_case(request.user, uid, look="view_full_case")
    asked = get_signature(case, signature)
    if not may(case, "sign" if asked.agreement_id else "sign_paper"):
        raise Http404
    return case, asked


def _settled(request, asked):
    """What was settled for this signer in the last half hour."""
    found = request.session.get(CEREMONIES, {}).get(str(asked.uid), {})
    return dict(found) if time.time() - found.get("at", 0) < SECONDS else {}


def _settle(request, asked, settled):
    ceremonies = request.session.get(CEREMONIES, {})
    request.session[CEREMONIES] = ceremonies | {str(asked.uid): settled | {"at": int(time.time())}}


def _here(case, asked):
    return redirect("cases:sign", uid=case.uid, signature=asked.uid)


def _ready(request, case, asked, settled):
    """The colleague saw the identity paper and named a witness."""
    form = ReadyForm(request.POST)
    problems = []
    if form.is_valid():
        facts = form.cleaned_data | {"request": asked}
        closed = must.somebody_saw_it_signed(asked.agreement or case, request.user, facts)
        if closed is None:
            _settle(request, asked, {"ready": True, "witness": form.cleaned_data["witness"].strip()})
            return _here(case, asked)
        problems = [str(closed)]
    return _page(request, "ready", case, asked, form=form, problems=problems)


def _read(request, case, asked, settled):
    """The signer read it and agrees to sign in this way."""
    form = ReadForm(request.POST)
    if not form.is_valid():
        return _read_page(request, case, asked, form)
    _settle(request, asked, settled | {"read": True})
    return _here(case, asked)


def _pad(request, case, asked, settled):
    """The name is written: one call to the engine."""
    own = asked.user_id == request.user.pk
    if not settled.get("read") or not (own or settled.get("ready")):
        return _here(case, asked)
    form = PadForm(request.POST, case=case, thing=asked.agreement or case, user=request.user)
    if not form.is_valid():
        return _pad_page(request, case, asked, form)
    done, problems = carry_out(
        asked.agreement or case,
        "sign" if asked.agreement_id else "sign_paper",
        form,
        request.user,
        by_version=False,
        request=asked,
        witness=settled.get("witness", ""),
        identity_checked=own or settled["ready"],
    )
    if done is None:
        return _pad_page(request, case, asked, form, problems)
    ceremonies = request.session.get(CEREMONIES, {})
    ceremonies.pop(str(asked.uid), None)
    request.session[CEREMONIES] = ceremonies
    return _here(case, asked)


def _read_page(request, case, asked, form):
    document = asked.document
    return _page(
        request,
        "read",
        case,
        asked,
        form=form,
        summary=versions.summary_for(asked.agreement, asked.participation) if asked.agreement_id else None,
        text=reading_copy.of(document, asked.agreement, asked.participation),
        consent=in_chinese(CONSENT),
        may_refuse=bool(asked.agreement_id) and may(case, "refuse_to_sign"),
    )


def in_chinese(words):
    """Lazy words as they are kept with a signature."""
    with translation.override(CHINESE):
        return str(words)


def _pad_page(request, case, asked, form=None, problems=()):
    start = {"sha256": asked.sha256}
    form = form or PadForm(case=case, thing=asked.agreement or case, user=request.user, initial=start)
    return _page(request, "pad", case, asked, form=form, problems=problems)


def _page(request, stage, case, asked, **context):
    back = reverse("cases:signing", args=[case.uid, asked.document.uid])
    common = {"case": case, "asked": asked, "office": case.organization.name, "back": back}
    common |= {"own": asked.user_id == request.user.pk, "document": asked.document}
    common |= {"title": titles.of_paper(asked.document.title), "in_chinese": days.in_chinese()}
    response = render(request, f"cases/signing/{stage}.html", common | context)
    response["Content-Language"] = translation.get_language()
    return response


@staff_only
@never_cache
@require_http_methods(["GET", "POST"])
def refuse(request, uid, signature):
    """One signer says no: asked for the reason, told what ends with it."""
    case, asked = _asked(request, uid, signature)
    if not asked.agreement_id or not may(case, "refuse_to_sign"):
        raise Http404
    with translation.override(_tongue(request, asked)):
        return _refusal(request, case, asked)


def _refusal(request, case, asked):
    open_now = asked.agreement.state == AgreementState.SIGNING and asked.status != Status.SIGNED
    form = RefuseToSignForm(request.POST or None, case=case, thing=asked.agreement, user=request.user)
    problems = [] if open_now else [_("这份协议现在不在签名，不用再记。")]
    if request.method == "POST" and open_now and form.is_valid():
        done, problems = carry_out(
            asked.agreement, "refuse_to_sign", form, request.user, by_version=False, request=asked
        )
        if done is not None:
            return redirect("cases:signing", uid=case.uid, document=asked.document.uid)
    return _page(request, "refuse", case, asked, form=form, problems=problems)
