"""Pages with static/keep.js alone, for the tests that look at it: what is typed, photos, look-alikes; no database."""

from django.http import HttpResponse
from django.template import engines
from django.urls import include, path

from tests.pages import urls

PAGE = """{% extends "intake/report_layout.html" %}{% load page %}
{% block title %}报纠纷{% endblock %}
{% block step %}第1步，共4步{% endblock %}
{% block page %}<h1>出了什么事？</h1>
<form id="report" method="post" action="/keep/" enctype="multipart/form-data" novalidate data-keep data-look-up="/look/" data-into="#hints">{% csrf_token %}
<div class="field"><label for="story">说说经过</label><textarea id="story" name="story"></textarea></div>
<div class="field"><label for="phone">电话</label><input id="phone" name="phone" data-look></div>
<div id="hints">还没有找</div>
<div class="field"><p id="photo-list">没有照片</p>
<div class="btn-row" data-pickers hidden><button class="btn" type="button" data-pick="camera">拍照</button>
<button class="btn" type="button" data-pick="album">从相册选</button></div>
<p role="status" data-photo-said data-busy="正在放" data-lost="没有放上"></p>
<div data-plain-picker><input type="file" name="photos" aria-label="照片" multiple></div></div>
<button class="btn btn--primary" type="submit" name="act" value="next">下一步</button></form>{% endblock %}"""


def keep(request):
    """What the real page does, without keeping anything."""
    if request.method != "POST":
        return HttpResponse(engines["django"].from_string(PAGE).render({}, request))
    act = request.POST.get("act")
    sent = request.POST.dict() | {"sizes": [file.size for file in request.FILES.getlist("photos")]}
    urls.RECEIVED.append(sent)
    if act == "keep":
        return HttpResponse("已自动存好09:00", content_type="text/plain")
    if act == "photos":
        return HttpResponse(f'<p id="photo-list">{len(sent["sizes"])}张照片</p>')
    return HttpResponse("<!doctype html><title>到了</title><h1>到了</h1>")


def look(request):
    urls.RECEIVED.append(request.POST.dict())
    return HttpResponse('<div id="hints">有一件相似的</div>')


urlpatterns = [
    path("keep/", keep),
    path("look/", look),
    path("", include("accounts.urls")),
    *[route for route in urls.urlpatterns if getattr(route, "name", "") == "home"],
]
