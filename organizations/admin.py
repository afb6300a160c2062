"""Bodies, service, mediators' files, grids, venues and seals in the administration pages; nothing about cases."""

import base64

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from organizations import tree
from organizations.composition import composition_warnings
from organizations.forms import MediatorProfileForm, OrganizationForm, SealForm
from organizations.models import Grid, MediatorProfile, Membership, Organization, Seal, Training, Venue
from organizations.types import offered_kind_choices


class KeptAdmin(admin.ModelAdmin):
    """Rows that cases name for ever: they are ended by a date, not deleted."""

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Organization)
class OrganizationAdmin(KeptAdmin):
    form = OrganizationForm
    fields = (
        ("kind", "code"),
        ("name", "short_name"),
        "parent",
        ("district", "city"),
        ("number_word", "dispute_types"),
        ("place", "phone"),
        "smaller_ethnic_groups",
        "settles_on_the_spot",
        ("valid_from", "valid_until"),
        ("successor", "split_from"),
        "is_invented",
        "note",
        "shortcomings",
    )
    readonly_fields = ("district", "city", "successor", "split_from", "shortcomings")
    autocomplete_fields = ("parent",)
    list_display = ("short_name", "kind", "parent", "district", "number_word", "valid_from", "valid_until")
    list_filter = ("kind", "is_invented")
    list_select_related = ("parent", "district")
    search_fields = ("name", "short_name", "code", "number_word")
    ordering = ("path",)

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "kind":
            kwargs["choices"] = offered_kind_choices()
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        tree.place(obj)

    @admin.display(description=_("委员会组成"))
    def shortcomings(self, obj):
        if obj.pk is None:
            return "-"
        return "\n".join(str(shortcoming) for shortcoming in composition_warnings(obj)) or _("没有发现问题")


@admin.register(Membership)
class MembershipAdmin(KeptAdmin):
    fields = ("user", "organization", "role", "title", "is_deputy", ("starts_on", "ends_on"))
    autocomplete_fields = ("user", "organization")
    list_display = ("user", "organization", "role", "title", "is_deputy", "starts_on", "ends_on")
    list_filter = ("role", "is_deputy")
    list_select_related = ("user", "organization")
    search_fields = ("user__name", "user__username", "organization__name", "title")


@admin.register(MediatorProfile)
class MediatorProfileAdmin(KeptAdmin):
    form = MediatorProfileForm
    fields = (
        "user",
        ("standing_kind", "engagement", "is_silver"),
        ("sex", "ethnicity"),
        "specialities",
        "languages",
        ("term_from", "term_until"),
        "active_months",
        "employer",
        "note",
    )
    autocomplete_fields = ("user",)
    list_display = ("user", "standing_kind", "engagement", "is_silver", "term_from", "term_until")
    list_filter = ("standing_kind", "engagement", "is_silver")
    list_select_related = ("user",)
    search_fields = ("user__name", "user__username", "employer")


@admin.register(Training)
class TrainingAdmin(KeptAdmin):
    fields = ("user", ("held_on", "hours"), "subject", "given_by")
    autocomplete_fields = ("user",)
    list_display = ("user", "held_on", "hours", "subject", "given_by")
    list_filter = ("held_on",)
    list_select_related = ("user",)
    search_fields = ("user__name", "user__username", "subject")


@admin.register(Grid)
class GridAdmin(KeptAdmin):
    fields = ("organization", "code", "name", "worker", "is_invented")
    autocomplete_fields = ("organization", "worker")
    list_display = ("name", "organization", "worker", "is_invented")
    list_select_related = ("organization", "worker")
    search_fields = ("name", "code", "organization__name")


@admin.register(Venue)
class VenueAdmin(KeptAdmin):
    fields = ("organization", "code", "kind", "name", "address", "is_open", "is_invented", "note")
    autocomplete_fields = ("organization",)
    list_display = ("name", "kind", "organization", "address", "is_open", "is_invented")
    list_filter = ("kind", "is_open")
    list_select_related = ("organization",)
    search_fields = ("name", "code", "organization__name")


@admin.register(Seal)
class SealAdmin(KeptAdmin):
    form = SealForm
    list_display = ("name", "organization", "valid_from", "valid_until")
    list_select_related = ("organization",)
    search_fields = ("name", "organization__name")
    autocomplete_fields = ("organization",)

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        return queryset if request.resolver_match.kwargs else queryset.defer("image")

    def get_fields(self, request, obj=None):
        shown = "image_shown" if obj else "picture"
        return ("organization", "name", shown, "valid_from", "valid_until")

    def get_readonly_fields(self, request, obj=None):
        return ("organization", "name", "image_shown", "valid_from") if obj else ()

    @admin.display(description=_("印模"))
    def image_shown(self, obj):
        encoded = base64.b64encode(bytes(obj.image)).decode()
        return format_html('<img src="data:image/png;base64,{}" width="160" alt="{}">', encoded, obj.name)
