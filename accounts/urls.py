"""Addresses of the doors."""

from django.urls import path

from accounts import views

app_name = "accounts"

urlpatterns = [
    path("login/", views.login, name="login"),
    path("logout/", views.logout, name="logout"),
    path("left/", views.left, name="left"),
    path("size/", views.size, name="size"),
    path("language/", views.language, name="language"),
    path("password/", views.password, name="password"),
    path("confirm/", views.confirm, name="confirm"),
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/daily-mail/", views.daily_mail, name="daily_mail"),
    path("inbox/<int:pk>/", views.open_message, name="open_message"),
]
