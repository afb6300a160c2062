"""What every door does with a filled form: have it carried out, or say what is in the way; or lead to the same case."""

import uuid as uuids

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect

from cases import engine
from cases.getting import get_case, may
from documents.fonts import MissingGlyphs
from documents.pdf import TooLong
from parties.identity import IdentityError


def carry_out(register):
    """(the case, []) when `register()` took every step, (None, what to do) when nothing was written.

    A form that arrived before gives the case of that time; Http404 for somebody who may not.
    """
    try:
        return register(), []
    except engine.AlreadyDone as earlier:
        return earlier.case, []
    except engine.NotYours as stranger:
        raise Http404 from stranger
    except engine.Refused as refusal:
        return None, [str(reason) for reason in refusal.reasons]
    except (MissingGlyphs, TooLong, IdentityError) as flaw:
        return None, [str(flaw)]


def lead_to_the_same(request, uid, said):
    """It was registered before: nothing is written, and what is new goes on there."""
    try:
        case = get_case(request.user, uuids.UUID(uid))
    except ValueError as wrong:
        raise Http404 from wrong
    messages.info(request, said)
    return redirect("cases:case" if may(case, "view_full_case") else "intake:my_report", uid=case.uid)
