"""The room of the dispute and its road."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """Registers the start-up check that the matrix and the machines fit together."""

    name = "cases"
    verbose_name = _("案件词表和期限")

    def ready(self):
        from cases import checks  # noqa: F401 - registers the check
