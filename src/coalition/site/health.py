"""What a load balancer or a waiting command asks: are you there, and is your database?"""

from __future__ import annotations

import logging

from django.db import Error, connection
from django.http import HttpRequest, JsonResponse

from coalition import __version__

log = logging.getLogger(__name__)


def health(request: HttpRequest) -> JsonResponse:
    """200 when requests can be answered, 503 when the database cannot be reached."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        log.exception("The database cannot be reached")
        return JsonResponse({"status": "no database", "version": __version__}, status=503)
    return JsonResponse({"status": "ok", "version": __version__})
