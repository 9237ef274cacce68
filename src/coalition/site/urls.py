"""Every address of the site."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path, re_path

from coalition.site.front_end import front_end
from coalition.site.health import health

urlpatterns = [
    path("healthz", health),
    path("api/v1/", include("coalition.api.urls")),
    path("admin/", admin.site.urls),
    path("_allauth/", include("allauth.headless.urls")),
    # Whatever is left is a page, and the front end knows which. Not under these: a wrong address there is an error.
    re_path(r"^(?!(?:api|admin|_allauth|static|assets)(?:/|$)).*$", front_end),
]
