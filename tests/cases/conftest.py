"""Every test of this room stands in 新港社区 on a fixed working day."""

import pytest

from tests import factories
from tests.personas import persona


@pytest.fixture
def case(sanya):
    return factories.frozen()


@pytest.fixture
def clerk(client):
    client.force_login(persona("clerk"))
    return persona("clerk")
