"""The pages of tests/pages/urls.py served to a real browser, without a database."""

import threading
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application

from tests.pages import urls

PHONE = {"width": 390, "height": 844}


class Quiet(WSGIRequestHandler):
    """A handler that does not print each request."""

    def log_message(self, *args):
        return


class Server(ThreadingMixIn, WSGIServer):
    """One thread a request, as browsers open several connections at once."""

    daemon_threads = True


@pytest.fixture(scope="session")
def kit_server():
    """The address of a server on the pages of the URLconf that the running test names."""
    site = StaticFilesHandler(get_wsgi_application())
    with make_server("127.0.0.1", 0, site, server_class=Server, handler_class=Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def received():
    """What the kit's pages were sent during this test, newest last."""
    urls.RECEIVED.clear()
    return urls.RECEIVED


@pytest.fixture
def phone(chromium, kit_server):
    """A page of a phone-sized window at the kit's address; the test fails when the page reports an error."""
    context = chromium.new_context(base_url=kit_server, viewport=PHONE, has_touch=True, locale="zh-CN")
    page = context.new_page()
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if "Content Security" in message.text else None)
    yield page
    context.close()
    assert complaints == []
