"""Pages made of the kit alone, for the tests that look at the kit: no case, no database."""

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.template import engines
from django.urls import include, path

from mediation import pages

REPORT = """{% extends "party.html" %}{% load page %}
{% block title %}报纠纷{% endblock %}
{% block body %}{% if request.GET.shared %} data-shared-device{% endif %}{% endblock %}
{% block main %}<h1>报纠纷</h1>
<form method="post" novalidate>{% csrf_token %}{{ form }}
{% include "components/buttons.html" with submit="报上去" block=True busy="正在存…" %}</form>{% endblock %}"""
SIGN = """{% extends "party.html" %}{% load static %}
{% block title %}签名{% endblock %}
{% block scripts %}<script src="{% static 'vendor/signature_pad.umd.min.js' %}" defer></script>
<script src="{% static 'sign.js' %}" defer></script>{% endblock %}
{% block body %} class="signing" data-shared-device{% endblock %}
{% block main %}<h1>请用手指写您的名字</h1>
<form id="signing" method="post" novalidate>{% csrf_token %}{% include "components/signature_pad.html" %}</form>{% endblock %}
{% block actions %}<div class="actionbar" role="region" aria-label="签名">
<button class="btn btn--primary" type="submit" form="signing">签好了，交上去</button></div>{% endblock %}"""
LIST = """{% extends "base.html" %}{% load page %}{% block title %}名单{% endblock %}
{% block main %}<h1>名单</h1>
<form method="get">{% include "components/find_in_list.html" with list="id_mediator" label="找调解员" %}
{{ form }}<button class="btn" data-key="n" type="button" data-copy="三吉新港人调字" hidden>复制</button></form>
<ul><li data-row><a href="#one">第一件</a></li><li data-row><a href="#two">第二件</a></li></ul>
<form method="post" action="/done/" novalidate data-leave>{% csrf_token %}<button class="btn" type="submit">退出</button></form>{% endblock %}"""
DONE = (
    """{% extends "party.html" %}{% block title %}报好了{% endblock %}{% block main %}<h1>报上去了</h1>{% endblock %}"""
)

handler403 = "mediation.errors.forbidden"
handler404 = "mediation.errors.not_found"
handler500 = "mediation.errors.broken"

RECEIVED = []  # what the pages were sent, newest last


class Report(forms.Form):
    kind = forms.ChoiceField(label="哪一类", choices=[("a", "邻里"), ("b", "物业")], widget=forms.RadioSelect)
    story = forms.CharField(label="说说经过", widget=forms.Textarea)
    number = forms.CharField(label="证件号", required=False, widget=forms.TextInput(attrs={"data-secret": True}))
    urgent = forms.BooleanField(label="可能打起来", required=False)


class Searchable(forms.RadioSelect):
    def create_option(self, name, value, label, *args, **kwargs):
        option = super().create_option(name, value, label, *args, **kwargs)
        option["attrs"]["data-k"] = {"1": "wangxiuzhen wxz", "2": "zhoudehai zdh"}[value]
        return option


class Choosing(forms.Form):
    mediator = forms.ChoiceField(label="调解员", choices=[("1", "王秀珍"), ("2", "周德海")], widget=Searchable)


def shown(request, source, **context):
    return HttpResponse(engines["django"].from_string(source).render(context, request))


def report(request):
    form = Report(request.POST or None)
    if request.method == "POST":
        RECEIVED.append(request.POST.dict())
        if request.POST.get("story") == "broken":
            raise RuntimeError("as a test asked for")
        if form.is_valid():
            return HttpResponseRedirect("/done/")
    return shown(request, REPORT, form=form)


def sign(request):
    if request.method == "POST":
        RECEIVED.append(request.POST.dict())
        return HttpResponseRedirect("/done/")
    return shown(request, SIGN, name=request.GET.get("name", "陈玉兰"))


urlpatterns = [
    path("", pages.home, name="home"),
    path("guide/", pages.guide, name="guide"),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("report/", report),
    path("sign/", sign),
    path("list/", lambda request: shown(request, LIST, form=Choosing())),
    path("refused/", lambda request: HttpResponse("409", status=409)),
    path("login-first/", lambda request: HttpResponseRedirect("/login/?next=/report/")),
    path("done/", lambda request: shown(request, DONE)),
    path("", include("accounts.urls")),
]
