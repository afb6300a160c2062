"""What an administrator keeps of this room: a body's hours and words for text messages; never anything of a case.

No model permission on this room is given to anybody (tests/test_access.py): whoever keeps the bodies keeps these rows.
"""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases import announcing, wording
from cases.forms.wording import WordingForm
from cases.models import QuietHours, Wording

KEEPS_BODIES = "organizations.change_organization"


class KeptWithBodies(admin.ModelAdmin):
    """Rows that belong to a body; a row that is deleted gives the body back what is general."""

    autocomplete_fields = ("organization",)
    list_select_related = ("organization",)

    def has_module_permission(self, request):
        return request.user.has_perm(KEEPS_BODIES)

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(KEEPS_BODIES)

    has_add_permission = has_module_permission
    has_change_permission = has_delete_permission = has_view_permission


@admin.register(QuietHours)
class QuietHoursAdmin(KeptWithBodies):
    fields = ("organization", ("starts", "ends"))
    list_display = ("whose", "starts", "ends")
    ordering = ("organization",)

    @admin.display(description=QuietHours._meta.get_field("organization").verbose_name)
    def whose(self, row):
        return row.organization or row._meta.get_field("organization").help_text

    def has_delete_permission(self, request, obj=None):
        """The general row stays."""
        return super().has_delete_permission(request, obj) and (obj is None or obj.organization_id is not None)


@admin.register(Wording)
class WordingAdmin(KeptWithBodies):
    form = WordingForm
    list_display = ("organization", "general", "words", "shown")
    search_fields = ("organization__name", "organization__short_name", "words")
    ordering = ("organization", "code")

    def get_fields(self, request, obj=None):
        return ("organization", "general", "words", "shown") if obj else ("organization", "code", "words")

    def get_readonly_fields(self, request, obj=None):
        return ("organization", "general", "shown") if obj else ()

    @admin.display(description=_("通用的话"))
    def general(self, row):
        return announcing.catalogue().get(row.code, "-")

    @admin.display(description=_("当事人看到的样子"))
    def shown(self, row):
        text = wording.preview(row.organization, row.words)
        return _("{text}（{length}个字）").format(text=text, length=len(text))
