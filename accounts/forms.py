"""The forms of the doors: login, password, confirmation."""

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LONGEST_PASSWORD = 256


def password_field(label, missing, *, autocomplete="current-password", help_text=""):
    """A password box that never trims or echoes what is typed."""
    return forms.CharField(
        label=label,
        max_length=LONGEST_PASSWORD,
        strip=False,
        help_text=help_text,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
        error_messages={"required": missing, "max_length": _("密码最多256个字符。")},
    )


class LoginForm(forms.Form):
    """Name and password of staff."""

    use_required_attribute = False
    username = forms.CharField(
        label=_("登录名"),
        max_length=64,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
        ),
        error_messages={"required": _("请填登录名。"), "max_length": _("登录名最多64个字。")},
    )
    password = password_field(_("密码"), _("请填密码。"))


class ConfirmForm(forms.Form):
    """The password once more."""

    use_required_attribute = False
    password = password_field(_("密码"), _("请填密码。"))


class PasswordForm(forms.Form):
    """The old password and twice the new one."""

    use_required_attribute = False
    old = password_field(_("现在的密码"), _("请填现在的密码。"))
    new = password_field(
        _("新密码"),
        _("请填新密码。"),
        autocomplete="new-password",
        help_text=_("至少12个字符，可以是一句只有您记得的话。"),
    )
    again = password_field(_("再填一次新密码"), _("请再填一次新密码。"), autocomplete="new-password")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_new(self):
        new = self.cleaned_data["new"]
        password_validation.validate_password(new, self.user)
        return new

    def clean(self):
        facts = super().clean()
        new, again, old = (facts.get(name) for name in ("new", "again", "old"))
        if new and again and new != again:
            self.add_error("again", ValidationError(_("两次填的新密码不一样，请再填一次。")))
        if new and old and new == old:
            self.add_error("new", ValidationError(_("新密码和现在的一样，请换一个。")))
        return facts
