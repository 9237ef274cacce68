"""What a map can be started from: the template of its segment, and the won deals most like it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from coalition.access.models import User
from coalition.judgement.missing_roles import nearest
from coalition.portfolio.settings import current_judgement_settings
from coalition.portfolio.snapshots import deal_snapshot
from coalition.record import gates
from coalition.record.models import Opportunity, Persona
from coalition.record.services.templates import open_roles, template_for

#: A choice, not a list to study.
DEALS_AT_MOST = 3


def starts_of(deal: Opportunity, viewer: User) -> list[dict[str, Any]]:
    """The starts, the template first. Only deals the viewer may see are named."""
    names = dict(Persona.objects.filter(is_active=True).values_list("key", "name"))
    found: list[dict[str, Any]] = []
    template = template_for(deal)
    if template is not None:
        titles = {role["persona"]: role.get("title", "") for role in template.roles}
        whose = f"The roles of {template.segment} deals." if template.segment else "The roles most deals need."
        found.append(_start(deal, "template", template.uuid, template.name, whose, titles, names))
    snapshot, settings = deal_snapshot(deal.pk, timezone.now()), current_judgement_settings()
    by_id = {each.deal_id: each for each in snapshot.comparables}
    near = [each for each in nearest(snapshot.deal, snapshot.comparables, settings) if by_id[each.deal_id].engaged_from]
    seen = gates.visible_opportunities(viewer).filter(uuid__in=[each.deal_id for each in near])
    visible = {str(uuid): name for uuid, name in seen.values_list("uuid", "name")}
    for each in near:
        if each.deal_id not in visible or len(found) > DEALS_AT_MOST:
            continue
        roles = sorted(by_id[each.deal_id].engaged_from.items(), key=lambda role: (role[1], role[0]))
        titles = {persona: "" for persona, _ in roles if persona not in settings.never_expected}
        alike = f"Won, and {1 - each.distance:.0%} like this deal by segment, size, industry and type."
        found.append(_start(deal, "deal", each.deal_id, visible[each.deal_id], alike, titles, names))
    return [start for start in found if start["roles"]]


def _start(
    deal: Opportunity, kind: str, key: Any, name: str, why: str, titles: dict[str, str], names: dict[str, str]
) -> dict[str, Any]:
    missing = set(open_roles(deal, list(titles)))
    roles = [
        {"persona": persona, "name": names[persona], "title": title, "missing": persona in missing}
        for persona, title in titles.items()
        if persona in names
    ]
    return {"kind": kind, "id": key, "name": name, "why": why, "roles": roles}
