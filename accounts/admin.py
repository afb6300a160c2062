"""Staff accounts in the administration pages; its only login is the site's own."""

from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import administration, passwords, views
from accounts.models import User

admin.site.site_header = _("调解办案：管理后台")
admin.site.site_title = _("管理后台")
admin.site.index_title = _("用户、组织和字典")


def login_by_the_front_door(request, extra_context=None):
    """The stock login knows no limit of tries; and whoever is in without being an administrator finds nothing here."""
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(views.next_path(request) or reverse("admin:index"), reverse("accounts:login"))


def change_password_at_the_front_door(request, extra_context=None):
    return HttpResponseRedirect(reverse("accounts:password"))


def logout_by_the_front_door(request, extra_context=None):
    return views.logout(request)


admin.site.login = login_by_the_front_door
admin.site.logout = logout_by_the_front_door
admin.site.password_change = change_password_at_the_front_door
# Groups would hand out Django's model permissions, which mean nothing here: rights are (role, standing) pairs.
admin.site.unregister(Group)


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Opens, corrects and closes staff accounts. Gives no rights, shows no party, sees and sets no password."""

    fields = ("username", "name", "phone", "email", "is_active", "is_staff", "last_login")
    readonly_fields = ("is_staff", "last_login")
    list_display = ("username", "name", "phone", "email", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff")
    search_fields = ("username", "name", "phone")
    ordering = ("username",)
    actions = ("send_temporary_password",)

    def get_queryset(self, request):
        return super().get_queryset(request).filter(kind=User.Kind.STAFF)

    def has_delete_permission(self, request, obj=None):
        return False  # the timeline names its actors for ever: an account is closed, not deleted

    def save_model(self, request, obj, form, change):
        if change:
            administration.correct_account(obj)
        else:
            administration.open_account(obj)

    @admin.action(description=_("给所选的人发临时密码"), permissions=["change"])
    def send_temporary_password(self, request, queryset):
        for user in queryset.exclude(pk=request.user.pk):
            try:
                passwords.send_temporary(user)
            except (passwords.NoAddress, passwords.TooMany) as refused:
                self.message_user(request, f"{user.name}：{refused.message_zh}", messages.WARNING)
            else:
                self.message_user(request, _("%(name)s：临时密码发出去了。") % {"name": user.name}, messages.SUCCESS)
