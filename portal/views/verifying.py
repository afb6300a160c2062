"""Public verification: is this paper ours, and what is it worth today. Names nobody, keeps nothing."""

from datetime import timedelta

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import throttle
from accounts.address import coarse_address
from cases import titles
from documents import codes, verify
from portal.forms.verifying import CodeOfPaperForm, FileOfPaperForm

WINDOW = timedelta(minutes=10)
CODES_A_WINDOW = 60  # a whole office, or a carrier's network, shares one address
FILES_A_WINDOW = 20  # each is opened in a process of its own
PAGE = "public/verify.html"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request):
    """GET shows the two ways to ask; POST takes a code to its page, or answers about a file."""
    by_file = "paper" in request.FILES or "file" in request.POST
    code_form = CodeOfPaperForm(request.POST if request.method == "POST" and not by_file else None)
    file_form = FileOfPaperForm(*((request.POST, request.FILES) if by_file else ()))
    verdict = None
    if code_form.is_valid():
        return redirect("portal:verify_code", code=codes.grouped(codes.fold(code_form.cleaned_data["code"])) or "-")
    if file_form.is_valid():
        if not allowed(request, "file", FILES_A_WINDOW):
            return too_often(request)
        verdict = verify.by_file(file_form.cleaned_data["paper"].read())
    return render(request, PAGE, forms(code_form, file_form) | {"verdict": verdict} | about(verdict and verdict.public))


@never_cache
@require_safe
def code(request, code):
    """The paper with this code, as the QR on it asks."""
    if not allowed(request, "code", CODES_A_WINDOW):
        return too_often(request)
    paper = verify.by_code(code)
    facts = forms(CodeOfPaperForm(initial={"code": code}), FileOfPaperForm())
    return render(request, PAGE, facts | {"asked": code} | about(paper), status=200 if paper else 404)


def about(paper):
    """A paper's public facts and its title in the language of the page."""
    return {"paper": paper, "paper_title": titles.of_paper(paper.title) if paper else ""}


def forms(code_form, file_form):
    """Both forms of the page, the erring one for the summary of errors."""
    return {"code_form": code_form, "file_form": file_form, "forms": [code_form, file_form]}


def allowed(request, what, limit):
    """Counts one question from this address."""
    return throttle.allow(f"verify-{what}:{coarse_address(request)}", limit=limit, window=WINDOW)


def too_often(request):
    """429: says what to do instead."""
    problems = [_("查的次数太多了。请过10分钟再查，或者打电话给出具文书的调委会核对。")]
    return render(request, PAGE, forms(CodeOfPaperForm(), FileOfPaperForm()) | {"problems": problems}, status=429)
