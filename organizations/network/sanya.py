"""The network of 三亚: places and bodies that the articles print, and invented people; nothing of Haikou (003)."""

from organizations.network import loading
from organizations.network.data import sanya_bodies, sanya_people, sanya_places, sanya_venues
from organizations.network.rows import Network

NETWORK = Network(
    title="三亚",
    bodies=(*sanya_places.BODIES, *sanya_bodies.BODIES),
    grids=sanya_venues.GRIDS,
    venues=sanya_venues.VENUES,
    people=sanya_people.PEOPLE,
)


def load(*, draw_seal, with_people=True, password="", say=lambda line: None, today=None):
    """Loads 三亚 and gives loading.Loaded; `loading.load` has the rules."""
    return loading.load(NETWORK, draw_seal=draw_seal, with_people=with_people, password=password, say=say, today=today)
