"""How long somebody needs who types slowly: the keystrokes and taps of a walk, each at a slow person's pace.

The keystroke-level model (Card, Moran and Newell 1980) counts half a second for a key of somebody unpractised; a Chinese
character takes four (its pinyin and the choice). Finding the next thing on a phone and pressing it takes two seconds.
"""

from cases.finding import is_han
from tests.browser.visitor import Visitor

KEY, CHARACTER, TAP = 0.5, 2.0, 2.0


class SlowHand(Visitor):
    """A visitor whose hand is timed; `seconds` is what the walk would have taken him."""

    seconds = 0.0

    def press(self, words, **where):
        self.seconds += TAP
        return super().press(words, **where)

    def tick(self, words, **where):
        self.seconds += TAP
        return super().tick(words, **where)

    def fill(self, label, text, **where):
        self.seconds += TAP + sum(CHARACTER if is_han(one) else KEY for one in text)
        return super().fill(label, text, **where)

    def unfold(self, words):
        self.seconds += TAP
        return super().unfold(words)

    def select(self, label, words, **where):
        self.seconds += 2 * TAP
        return super().select(label, words, **where)
