"""The accounts room: its start-up checks are registered when the site starts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("账号")

    def ready(self):
        from accounts import checks  # noqa: F401  (registers the checks)
