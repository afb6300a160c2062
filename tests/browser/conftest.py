"""The real site for the browser tests: the web server and the worker on a database copy with the Sanya network."""

import pytest

from tests.browser.visitor import Notebook, Visitor
from tests.personas import PASSWORD

SANYA = f"load_network sanya --password {PASSWORD}"


def pytest_collection_modifyitems(items):
    """Every test of this folder is a browser test that begins with the people of the network."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.once)
            item.add_marker(pytest.mark.prepared(SANYA))


@pytest.fixture
def site(processes):
    """The address of the site; the worker runs beside it."""
    address = processes.serve()
    processes.start_manage("work")
    return address


@pytest.fixture
def visitor(request, chromium, site):
    """A function that opens a window: `visitor(390)`; what is wrong on any page fails the test at its end."""
    notebook, windows = Notebook(request.node.name), []

    def new(width=390, **settings):
        windows.append(Visitor(chromium, site, notebook, width, **settings))
        return windows[-1]

    yield new
    for window in windows:
        window.close()
    assert notebook.flaws == []
