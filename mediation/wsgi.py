"""The WSGI entry point that gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mediation.settings")
application = get_wsgi_application()


def settle():
    """Load every page of the site now and keep what is loaded out of the garbage collector, which would look through
    all of it again and again while pages are made."""
    from django.urls import get_resolver

    _every_page = get_resolver().url_patterns
    gc.collect()
    gc.freeze()


settle()
