"""How often a test repeats itself: reduced in `make test`, full in `make proof`; and its dice, the same each time."""

import os
import random

PROOF = os.environ.get("PROOF") == "1"
SEED = int(os.environ.get("SEED", "20261120"))


def count(reduced, full):
    """`full` under `make proof`, else `reduced`."""
    return full if PROOF else reduced


def dice(name):
    """A random generator that belongs to one test and throws the same each time; SEED= gives other throws."""
    return random.Random(f"{SEED} {name}")
