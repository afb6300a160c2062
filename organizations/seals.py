"""Which seal a body uses on a day, and what a picture of a seal must be."""

from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from organizations import tree
from organizations.models import Seal

LARGEST_PICTURE = 1024 * 1024  # bytes
MOST_PIXELS = 2000  # on one side


def seal_in_force(organization, on=None):
    """The Seal for papers of this body on the Shanghai day `on` (today when None), or None. One query.

    A studio has its committee's, which takes one query more.
    """
    committee = tree.committee_of(organization)
    return Seal.objects.in_force(on).filter(organization=committee).order_by("-valid_from").first()


def check_picture(data):
    """Refuses bytes that are not a PNG picture of usual size: raises ValidationError with what to do."""
    if len(data) > LARGEST_PICTURE:
        raise ValidationError(_("图片太大，请用1 MB以内的PNG图片。"))
    try:
        with Image.open(BytesIO(data), formats=["PNG"]) as picture:
            wide, high = picture.size
            if max(wide, high) > MOST_PIXELS:
                raise ValidationError(_("图片的长和宽请不要超过2000像素。"))
            picture.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as unreadable:
        raise ValidationError(_("读不出这张图片，请上传PNG格式的印模。")) from unreadable
