"""Addresses under /api/v1/, for the site to include."""

from coalition.api.app import addresses

app_name = "api"
urlpatterns = addresses()
