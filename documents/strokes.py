"""Handwritten strokes from the tablet: judged as ink, kept as vectors, drawn as an SVG or as the JPEG a paper shows.

A stroke is signature_pad's: {"points": [{"x": …, "y": …, "time": milliseconds, "pressure": …}, …], …}; x and y are CSS
pixels of the pad, time is the browser's and serves only to compare points with each other, never as when it was signed.
"""

import io
import math
from numbers import Real

from django.utils.translation import gettext as _
from PIL import Image, ImageDraw

from documents import pictures

FEWEST_STROKES = 2
FEWEST_POINTS = 50
MOST_STROKES = 400
MOST_POINTS = 40_000
FARTHEST = 20_000
SMALLEST_WIDTH = 60
SMALLEST_HEIGHT = 24
SHORTEST_INK = 150
SHORTEST_TIME = 600
FASTEST = 12
NIB = 3.2
DRAWN_WIDTH = 1800


class TooLittleInk(Exception):
    """What was drawn is no signature; `message_zh` says what to do."""

    def __init__(self, message_zh):
        self.message_zh = message_zh
        super().__init__(message_zh)


def _unreadable():
    return TooLittleInk(_("签名数据不完整，请重写一遍。"))


def _number(value, least, most):
    """A finite number in a range, as float; raises TooLittleInk for anything else a browser could send."""
    if isinstance(value, bool) or not isinstance(value, Real) or not math.isfinite(value):
        raise _unreadable()
    if not least <= value <= most:
        raise _unreadable()
    return float(value)


def _read(strokes):
    """The strokes as lists of (x, y, time); raises TooLittleInk when they are not strokes at all."""
    if not isinstance(strokes, list) or len(strokes) > MOST_STROKES:
        raise _unreadable()
    read = []
    left = MOST_POINTS
    for stroke in strokes:
        points = stroke.get("points") if isinstance(stroke, dict) else None
        if not isinstance(points, list) or len(points) > left:
            raise _unreadable()
        left -= len(points)
        if points:
            read.append([_point(point) for point in points])
    return read


def _point(point):
    """One point as (x, y, time)."""
    if not isinstance(point, dict):
        raise _unreadable()
    place = (_number(point.get(axis), -FARTHEST, FARTHEST) for axis in ("x", "y"))
    return (*place, _number(point.get("time"), 0, 1e14))


def _ink(stroke):
    """The length of a stroke in pixels."""
    return sum(math.dist(first[:2], second[:2]) for first, second in zip(stroke, stroke[1:], strict=False))


def judge(strokes):
    """Raise TooLittleInk unless the strokes can be a person's signature (security.md 18).

    Refused: a dot or a dash (fewer than 2 strokes or 50 points, smaller than 60 × 24 px, less than 150 px of ink), and
    what no hand draws: all within 0.6 s, faster than 12 px a millisecond on average, with time running backwards.
    """
    read = _read(strokes)
    points = [point for stroke in read for point in stroke]
    if len(read) < FEWEST_STROKES or len(points) < FEWEST_POINTS:
        raise TooLittleInk(_("笔迹太少，看不出是签名。请在格子里写完整的姓名。"))
    width, height = (max(p[axis] for p in points) - min(p[axis] for p in points) for axis in (0, 1))
    ink = sum(map(_ink, read))
    if width < SMALLEST_WIDTH or height < SMALLEST_HEIGHT or ink < SHORTEST_INK:
        raise TooLittleInk(_("签名太小，印出来看不清。请写大一些。"))
    times = [point[2] for point in points]
    if any(later < earlier for earlier, later in zip(times, times[1:], strict=False)):
        raise _unreadable()
    spent = times[-1] - times[0]
    drawing = sum(stroke[-1][2] - stroke[0][2] for stroke in read)
    if spent < SHORTEST_TIME or ink > FASTEST * drawing:
        raise TooLittleInk(_("写得太快，不像手写的签名。请用手指或笔慢慢写一遍。"))


def _smooth(stroke):
    """The stroke as quadratic curves through the middles between its points: (start, control, end) triples."""
    spots = [point[:2] for point in stroke]
    if len(spots) < 3:
        return [(spots[0], spots[0], spots[-1])]
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in zip(spots, spots[1:], strict=False)]
    ends = [spots[0], *middles[1:-1], spots[-1]]
    return list(zip(ends, spots[1:-1], ends[1:], strict=False))


def _bounds(read):
    """Left, top, width, height of all points with the nib's room around."""
    xs = [point[0] for stroke in read for point in stroke]
    ys = [point[1] for stroke in read for point in stroke]
    return min(xs) - NIB, min(ys) - NIB, max(xs) - min(xs) + 2 * NIB, max(ys) - min(ys) + 2 * NIB


def to_svg(strokes):
    """The strokes as an SVG drawing, black on nothing; raises TooLittleInk when they are no strokes."""
    read = _read(strokes)
    if not read:
        raise _unreadable()
    box = " ".join(f"{value:.1f}" for value in _bounds(read))
    paths = []
    for stroke in read:
        curves = _smooth(stroke)
        start = f"M{curves[0][0][0]:.1f} {curves[0][0][1]:.1f}"
        steps = "".join(f"Q{c[0]:.1f} {c[1]:.1f} {end[0]:.1f} {end[1]:.1f}" for _start, c, end in curves)
        paths.append(f'<path d="{start}{steps}"/>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" fill="none" stroke="#000" stroke-width="{NIB}" '
        f'stroke-linecap="round" stroke-linejoin="round">{"".join(paths)}</svg>'
    )


def _along(curve, scale):
    """Spots along one quadratic curve, close enough for round dots to make a line."""
    start, control, end = curve
    length = (math.dist(start, control) + math.dist(control, end)) * scale
    steps = max(2, min(400, int(length / 2)))
    for step in range(steps + 1):
        t = step / steps
        yield tuple((1 - t) ** 2 * start[axis] + 2 * (1 - t) * t * control[axis] + t**2 * end[axis] for axis in (0, 1))


def to_jpeg(strokes):
    """The strokes as a trimmed grey JPEG at most 450 px wide, as a paper shows it; the same strokes, the same bytes."""
    read = _read(strokes)
    if not read:
        raise _unreadable()
    left, top, width, height = _bounds(read)
    scale = DRAWN_WIDTH / max(width, height)
    picture = Image.new("L", (math.ceil(width * scale), math.ceil(height * scale)), 255)
    pen = ImageDraw.Draw(picture)
    radius = NIB * scale / 2
    for stroke in read:
        for curve in _smooth(stroke):
            for x, y in _along(curve, scale):
                across, down = (x - left) * scale, (y - top) * scale
                pen.ellipse((across - radius, down - radius, across + radius, down + radius), fill=0)
    output = io.BytesIO()
    pictures.trimmed(picture).save(output, "JPEG", quality=80, optimize=True)
    return output.getvalue()
