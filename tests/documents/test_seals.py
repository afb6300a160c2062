"""The demonstration seal: round, red, see-through, marked, and the same for the same body."""

import io

import pytest
from PIL import Image

from documents import seals

pytestmark = pytest.mark.once


def opened(name):
    """A seal as a picture."""
    picture = Image.open(io.BytesIO(seals.draw_seal(name)))
    assert picture.format == "PNG"
    return picture.convert("RGBA")


def test_a_seal_is_a_red_ring_on_nothing():
    picture = opened("三亚市吉阳区新港社区人民调解委员会")
    assert picture.size == (480, 480)
    red, green, blue, opaque = picture.getpixel((240, 12))
    assert opaque == 255
    assert red > 180
    assert green < 60
    assert blue < 60
    assert picture.getpixel((2, 2))[3] == 0


def test_the_same_body_has_the_same_seal_and_another_body_another():
    assert seals.draw_seal("月川社区人民调解委员会") == seals.draw_seal("月川社区人民调解委员会")
    assert seals.draw_seal("月川社区人民调解委员会") != seals.draw_seal("红郊社区人民调解委员会")


def test_a_seal_bears_neither_star_nor_emblem_in_its_middle():
    picture = opened("三亚市吉阳区新港社区人民调解委员会")
    middle = picture.crop((200, 150, 280, 235)).getchannel("A")
    assert middle.getbbox() is None


@pytest.mark.parametrize("name", ["调委会", "三亚市崖州区科技城大社区旅游纠纷行业性专业性联合人民调解委员会", "一"])
def test_short_and_long_names_fit(name):
    alpha = opened(name).getchannel("A")
    assert alpha.getbbox()[0] >= 7
    assert alpha.getbbox()[2] <= 473
    # Inside the ring nothing touches it: the name keeps its distance.
    assert alpha.crop((238, 22, 242, 28)).getbbox() is None
