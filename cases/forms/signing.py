"""Forms of the ceremony at the counter tablet, one a page: staff first, then the signer reads, then the pad."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.signing import CONSENT


class ReadyForm(forms.Form):
    """What a colleague settles before the tablet changes hands (signing ceremony, identity level 3)."""

    use_required_attribute = False
    identity_checked = forms.BooleanField(
        label=_("看过本人的身份证件，是本人"), error_messages={"required": _("请先看过身份证件，再勾选")}
    )
    witness = forms.CharField(
        label=_("在场见证人"),
        max_length=100,
        help_text=_("看着签名的另一个人，例如网格员。不能是签名的人，也不能是您自己。"),
        widget=forms.TextInput(attrs={"class": "middle", "autocomplete": "off"}),
        error_messages={"required": _("请写上见证人的姓名")},
    )


class ReadForm(forms.Form):
    """The signer's own tick, never ticked beforehand (电子签名法第13条第2款: the parties agree to the method)."""

    use_required_attribute = False
    consent = forms.BooleanField(label=CONSENT, error_messages={"required": _("请先看清内容，愿意签再勾选")})
