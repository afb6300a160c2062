"""Forms of the public verification: a code, or the file itself."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

MEGABYTE = 1024 * 1024


class CodeOfPaperForm(forms.Form):
    """The code printed at the foot of a paper."""

    code = forms.CharField(
        label=_("文书上的查验码"),
        max_length=40,
        help_text=_("印在文书最下面，11位字母和数字，大小写、横线都不要紧。"),
        widget=forms.TextInput(attrs={"class": "middle", "autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": _("请填查验码")},
    )


class FileOfPaperForm(forms.Form):
    """A PDF, compared byte by byte; it is not kept."""

    paper = forms.FileField(
        label=_("PDF文件"),
        help_text=_("最大20MB。只用来比对，不保存。"),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf", "data-limit": "20"}),
        error_messages={"required": _("请选一个PDF文件")},
    )

    def clean_paper(self):
        upload = self.cleaned_data["paper"]
        if upload.size > settings.UPLOAD_LIMIT:
            most = settings.UPLOAD_LIMIT // MEGABYTE
            raise forms.ValidationError(gettext("这个文件太大，最多{most}MB，请换一个").format(most=most))
        return upload
