"""Every story is told in 新港社区 on a fixed working day."""

import pytest

from tests import factories


@pytest.fixture
def sanya(db, clock):
    """新港社区 with its people; 2026-11-20 09:00."""
    factories.load_network()
    return clock
