"""The API as one object, and its addresses."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path, re_path
from ninja import NinjaAPI

import coalition
from coalition.api import (
    accounts,
    activities,
    changes,
    contacts,
    digest,
    errors,
    figures,
    insights,
    judgement,
    lenses,
    lines,
    map_templates,
    merges,
    merging,
    norms,
    opportunities,
    our_people,
    raters,
    seat_lines,
    seats,
    settings,
    sharing,
    stakeholders,
    standings,
    timeline,
    webhooks,
    words,
)
from coalition.api.account_map import routes as account_map_routes
from coalition.api.auth import SESSION, TOKEN
from coalition.api.edge import edge, nowhere
from coalition.api.evidence import routes as evidence_routes
from coalition.api.exports import routes as export_routes
from coalition.api.map import routes as map_routes
from coalition.api.parsing import StrictParser
from coalition.api.portfolio import audit as portfolio_audit
from coalition.api.portfolio import routes as portfolio_routes
from coalition.api.reviews import routes as review_routes
from coalition.api.reviews import sessions as review_sessions
from coalition.api.signals import conversations as conversation_routes
from coalition.api.signals import routes as signal_routes
from coalition.api.signals import rules as signal_rules
from coalition.api.stage_gates import deals as stage_gates
from coalition.api.stage_gates import rules as gate_rules

api = NinjaAPI(
    title="Coalition",
    version=coalition.__version__,
    description=(
        "Who decides: accounts, contacts, opportunities and the maps of their buying groups. "
        "Errors have one shape, lists are paginated, single objects carry an ETag, "
        "a change with an Idempotency-Key may be sent again."
    ),
    auth=[SESSION, TOKEN],
    docs_url=None,
    openapi_url="/openapi.json",
    parser=StrictParser(),
    urls_namespace="api",
)
errors.install(api)

api.add_router("", words.router)
api.add_router("", our_people.router)
api.add_router("/accounts", accounts.router)
api.add_router("/accounts", account_map_routes.router)
api.add_router("/contacts", contacts.router)
api.add_router("", merging.router)
api.add_router("", merges.router)
api.add_router("/opportunities", map_routes.router)
api.add_router("", export_routes.router)
api.add_router("/opportunities", evidence_routes.router)
api.add_router("/opportunities", judgement.router)
api.add_router("/opportunities", lenses.router)
api.add_router("/opportunities", opportunities.router)
api.add_router("/opportunities", timeline.router)
api.add_router("", changes.router)
api.add_router("", portfolio_routes.router)
api.add_router("", portfolio_audit.router)
api.add_router("", figures.router)
api.add_router("", raters.router)
api.add_router("", sharing.router)
api.add_router("", stakeholders.router)
api.add_router("", seats.router)
api.add_router("", map_templates.router)
api.add_router("", seat_lines.router)
api.add_router("", stage_gates.router)
api.add_router("", gate_rules.router)
api.add_router("", review_routes.router)
api.add_router("", review_sessions.router)
api.add_router("", signal_routes.router)
api.add_router("", conversation_routes.router)
api.add_router("", signal_rules.router)
api.add_router("", standings.router)
api.add_router("", webhooks.router)
api.add_router("", digest.router)
api.add_router("/lines", lines.router)
api.add_router("/insights", insights.router)
api.add_router("/activities", activities.router)
api.add_router("/settings", settings.router)
api.add_router("/settings", norms.router)


def addresses() -> list[URLPattern]:
    """Every address of the API, each behind the same edge, and an answer for all the others."""
    patterns, _, _ = api.urls
    wrapped: list[Any] = [
        URLPattern(each.pattern, edge(each.callback), each.default_args, each.name)
        for each in patterns
        # ninja's own root has nothing to show here
        if isinstance(each, URLPattern) and each.name != "api-root"
    ]
    return [*wrapped, path("", nowhere), re_path(r"^[\s\S]*$", nowhere)]
