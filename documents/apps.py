"""The room's registration with Django: its start-up checks."""

from django.apps import AppConfig
from django.core.checks import register


class DocumentsConfig(AppConfig):
    """Legal papers."""

    name = "documents"
    verbose_name = "文书"

    def ready(self):
        """Papers need their fonts and the subset library before anything is served."""
        from documents import checks

        register(checks.fonts_are_made)
        register(checks.subset_library_is_there)
