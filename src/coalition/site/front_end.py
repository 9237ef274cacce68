"""Serves the built front end: one page for every address of the application. Its files come from WhiteNoise."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

NOT_BUILT = (
    "Coalition runs, but its front end is not built. In a checkout run `make ui`; a released package has it built in."
)


@require_safe
def front_end(request: HttpRequest) -> HttpResponse:
    """The page, asked anew each time: it names the files of the version that is installed now."""
    last = request.path.rsplit("/", 1)[-1]
    if "." in last and "text/html" not in request.headers.get("Accept", ""):
        # A picture or script that does not exist, asked for by a page: not a page.
        return HttpResponse("There is no such file.", status=404, content_type="text/plain; charset=utf-8")
    page = settings.FRONT_END / "index.html"
    try:
        text = page.read_bytes()
    except OSError:
        return HttpResponse(NOT_BUILT, status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse(text, headers={"Cache-Control": "no-cache"})
