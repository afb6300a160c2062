"""Strokes as a hand would draw them on the tablet, for tests that need a signature."""

import math


def name(*, strokes=9, points=14, pause=120, step=16):
    """A name's strokes in signature_pad's shape: `points` each, a point every `step` ms."""
    drawn, now = [], 1_795_000_000_000
    for number in range(strokes):
        left, top = 30 + (number // 3) * 120 + (number % 3) * 14, 40 + (number % 3) * 30
        across, down = (80, 6) if number % 2 else (12, 70)
        track = []
        for place in range(points):
            part = place / (points - 1)
            track.append(
                {
                    "x": left + across * part + 5 * math.sin(3 * part + number),
                    "y": top + down * part + 4 * math.cos(2 * part + number),
                    "time": now,
                    "pressure": 0.5,
                }
            )
            now += step
        now += pause
        drawn.append({"penColor": "black", "points": track})
    return drawn
