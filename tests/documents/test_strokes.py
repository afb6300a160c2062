"""Handwriting from the tablet: a person's strokes pass, dots and machines do not, and the picture is small and the same."""

import copy
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from documents import pictures, strokes
from tests.documents import handwriting

pytestmark = pytest.mark.once

JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["points", "x", "y", "time"]), inner),
    max_leaves=20,
)


def moved(drawn, change):
    """The same strokes with each point changed."""
    drawn = copy.deepcopy(drawn)
    for stroke in drawn:
        for point in stroke["points"]:
            change(point)
    return drawn


def test_a_name_written_by_hand_passes():
    strokes.judge(handwriting.name())


def test_a_name_in_two_strokes_passes():
    def enlarge(point):
        point["x"], point["y"] = point["x"] * 2, point["y"] * 2

    strokes.judge(moved(handwriting.name(strokes=2, points=40), enlarge))


@pytest.mark.parametrize(
    "drawn",
    [
        [],
        [{"points": []}],
        handwriting.name(strokes=1, points=80),
        handwriting.name(strokes=3, points=10),
        [{"points": [{"x": 5, "y": 5, "time": 1}]}] * 60,
    ],
)
def test_a_dot_a_dash_and_nothing_are_refused(drawn):
    with pytest.raises(strokes.TooLittleInk) as refused:
        strokes.judge(drawn)
    assert "签名" in refused.value.message_zh


def test_a_tiny_scribble_is_refused():
    def shrink(point):
        point["x"], point["y"] = point["x"] / 20, point["y"] / 20

    with pytest.raises(strokes.TooLittleInk, match="太小"):
        strokes.judge(moved(handwriting.name(), shrink))


@pytest.mark.parametrize("speed", [{"step": 0, "pause": 0}, {"step": 1, "pause": 0}, {"step": 0, "pause": 200}])
def test_what_a_machine_draws_in_no_time_is_refused(speed):
    with pytest.raises(strokes.TooLittleInk, match="太快"):
        strokes.judge(handwriting.name(**speed))


def test_time_that_runs_backwards_is_refused():
    drawn = handwriting.name()
    drawn[0]["points"][3]["time"] += 60_000
    with pytest.raises(strokes.TooLittleInk):
        strokes.judge(drawn)


@given(JSON)
def test_whatever_a_browser_sends_is_answered_with_a_sentence(sent):
    for read in (strokes.judge, strokes.to_svg, strokes.to_jpeg):
        with pytest.raises(strokes.TooLittleInk):
            read(sent)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e9, None, "5", True])
def test_a_point_that_is_no_place_is_refused(value):
    drawn = handwriting.name()
    drawn[0]["points"][0]["x"] = value
    with pytest.raises(strokes.TooLittleInk):
        strokes.judge(drawn)


def test_a_flood_of_points_is_refused():
    with pytest.raises(strokes.TooLittleInk):
        strokes.judge(handwriting.name(strokes=401, points=2))
    with pytest.raises(strokes.TooLittleInk):
        strokes.judge(handwriting.name(strokes=3, points=20_000))


def test_the_picture_is_a_small_grey_jpeg_trimmed_to_the_ink():
    data = strokes.to_jpeg(handwriting.name())
    picture = Image.open(io.BytesIO(data))
    assert (picture.format, picture.mode) == ("JPEG", "L")
    assert max(picture.size) == pictures.SIGNATURE_PIXELS
    assert len(data) < 20_000
    assert strokes.to_jpeg(handwriting.name()) == data
    dark = picture.point(lambda shade: 255 if shade < 100 else 0).getbbox()
    assert dark[0] < 20
    assert dark[2] > picture.width - 20


def test_the_drawing_keeps_each_stroke_as_a_path():
    drawing = strokes.to_svg(handwriting.name())
    assert drawing.startswith("<svg xmlns")
    assert drawing.count('<path d="M') == 9
