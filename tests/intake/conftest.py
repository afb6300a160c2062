"""What these tests share: 新港社区 on a fixed day."""

import pytest

from tests import factories


@pytest.fixture
def sanya(db, clock):
    """新港社区, the bodies above it, one elsewhere, with their people; the clock stands at 2026-11-20 09:00."""
    factories.load_network()
    return clock
