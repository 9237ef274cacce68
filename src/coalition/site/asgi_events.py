"""The event stream's entry: a small asynchronous server beside the web server (see live/server.py)."""

import os
from importlib import import_module

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coalition.site.settings")
django.setup()
application = import_module("coalition.site.live.server").application
