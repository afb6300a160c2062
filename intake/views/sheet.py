"""An older register carried over from a spreadsheet: the empty one, the check of a filled one, what became of it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.gates import staff_only
from cases import navigation
from intake import bodies, columns, importing, workbook
from intake.forms.sheet import SheetForm
from intake.views import taking

REGISTER, DROP = "register", "drop"


@staff_only
@require_http_methods(["GET", "POST"])
def upload(request):
    """GET says how it goes; POST takes a filled file to its check, or says why it cannot be read."""
    found = _bodies(request)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = SheetForm(*sent, bodies=found)
    if form.is_valid():
        importing.keep(request.user, form.chosen_body, request.FILES["file"].name, form.cleaned_data["file"])
        return redirect("intake:import_check")
    begun = importing.load(request.user)
    context = {"form": form, "begun": begun if begun.body in {body.pk for body in found} else None}
    return render(request, "intake/import.html", context)


@staff_only
@require_http_methods(["GET", "POST"])
def check(request):
    """GET shows every line with what it becomes, has become, or why not; POST registers the next of the good ones."""
    sheet, body = _begun(request)
    if body is None:
        return redirect("intake:import")
    if request.method == "POST":
        return _register(request, body)
    lines = importing.check(sheet, body, request.user)
    ready = sum(line.is_ready for line in lines)
    counts = {
        "done": sum(line.case is not None for line in lines),
        "alike": sum(line.is_alike and not line.insisted for line in lines),
        "wrong": sum(line.case is None and bool(line.flaws) for line in lines),
    }
    return render(
        request,
        "intake/import_check.html",
        {"sheet": sheet, "body": body, "lines": lines, "ready": ready, "now": min(ready, importing.PORTION), **counts},
    )


@staff_only
@require_safe
def template(request):
    """The empty spreadsheet."""
    _bodies(request)
    return _file(workbook.template(columns.words()), _("补录模板.xlsx"))


@staff_only
@require_safe
def refused(request):
    """The lines that were not taken, with the reasons in the last column, to be corrected and sent again."""
    sheet, body = _begun(request)
    if body is None:
        return redirect("intake:import")
    lines = [line for line in importing.check(sheet, body, request.user) if line.case is None and line.flaws]
    return _file(workbook.refused([(line.row.cells, line.why) for line in lines]), _("没有登记的行.xlsx"))


def _bodies(request):
    """The bodies whose older register the user may carry over; Http404 without one."""
    found = bodies.bodies_of(navigation.memberships(request), "import_cases")
    if not found:
        raise Http404
    return found


def _begun(request):
    """(the Sheet, its body), the body None when nothing is begun or the user no longer serves there."""
    found = {body.pk: body for body in _bodies(request)}
    sheet = importing.load(request.user)
    return sheet, found.get(sheet.body)


def _register(request, body):
    if request.POST.get("act") == DROP:
        importing.drop(request.user)
        messages.success(request, _("收起来了。登记好的案件都在，别的可以改好再交。"))
        return redirect("intake:import")
    alike = [int(text) for text in request.POST.getlist("alike") if text.isdecimal() and len(text) < 6]
    done = importing.register_some(request.user, body, request.POST.get("sheet", ""), alike, taking.carry_out)
    if done is None:
        messages.warning(request, _("您后来又交了一个文件，这里是新的那个。请看过再登记。"))
    elif done[0]:
        said = _("登记好了{made}件，已交主任。").format(made=done[0])
        more = _("还有{left}件，请再点一次。").format(left=done[1]) if done[1] else ""
        messages.success(request, said + more)
    else:
        messages.warning(request, _("这一次没有可以登记的行。"))
    return redirect("intake:import_check")


def _file(data, name):
    response = HttpResponse(data, content_type=workbook.XLSX)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
