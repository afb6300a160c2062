"""Saving the conditions of the list under a name of one's own, and forgetting them."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.gates import staff_only
from cases import saved, scopes
from cases.views.lists import read_filters
from mediation.addresses import fixed


@staff_only
@require_POST
def saved_views(request):
    """Keeps the list's conditions (`query`, read as the list reads them), or forgets the view `drop`; back to the list."""
    wanted = QueryDict(request.POST.get("query", "")[:2000])
    view = scopes.VIEWS.get(wanted.get("view", ""), scopes.VIEWS["all"])
    query = saved.query_of(view, read_filters(wanted, scopes.types()))
    pk = request.POST.get("drop", "")
    if pk.isdecimal() and len(pk) < 10:
        name = saved.drop(request.user, int(pk))
        if name:
            messages.success(request, _("“{name}”去掉了，案件都还在。").format(name=name))
    elif query:
        problem = saved.keep(request.user, request.POST.get("name", ""), query)
        if problem:
            messages.warning(request, problem)
        else:
            messages.success(request, _("存好了，以后在这里一点就是。"))
    return redirect(f"{fixed('cases:list')}?{query}")
