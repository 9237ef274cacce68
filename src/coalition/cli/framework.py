"""Django is loaded by the commands that need it, when they run: `coalition --help` must not wait for it."""

from __future__ import annotations

import os


def load() -> None:
    """Make models and settings usable. Calling it again does nothing."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coalition.site.settings")
    django.setup()
