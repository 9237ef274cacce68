"""Write the templates maps are started from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from coalition.access.models import User
from coalition.record import history
from coalition.record.errors import Invalid
from coalition.record.models import EmptySeat, MapTemplate, Opportunity, SeatState, Stakeholder
from coalition.record.services.checks import require
from coalition.record.services.personas import wrong_personas

Role = Mapping[str, Any]


@transaction.atomic
def create_template(
    *, name: str, segment: str, roles: Sequence[Role], by: User | None, reason: str = ""
) -> MapTemplate:
    """Write a new template; a segment has one."""
    fields = {"name": name.strip(), "segment": segment.strip(), "roles": [dict(role) for role in roles]}
    _check(fields, None)
    return history.add(MapTemplate(**fields), by=by, reason=reason)


@transaction.atomic
def update_template(
    template: MapTemplate, *, by: User | None, expect_version: int | None = None, reason: str = "", **changes: Any
) -> MapTemplate:
    """Change name, segment or roles."""
    changes = {name: value.strip() if isinstance(value, str) else value for name, value in changes.items()}
    kept = {name: getattr(template, name) for name in ("name", "segment", "roles")}
    _check({**kept, **changes}, template)
    return history.change(template, changes, by=by, expect_version=expect_version, reason=reason)[0]


@transaction.atomic
def delete_template(
    template: MapTemplate, *, by: User | None, expect_version: int | None = None, reason: str = ""
) -> None:
    """Delete a template. Maps that were started from it stay as they are."""
    history.remove(template, by=by, expect_version=expect_version, reason=reason)


def template_for(deal: Opportunity) -> MapTemplate | None:
    """The template of the deal's segment, or the one for all that have none of theirs."""
    segment = deal.account.segment if deal.account else ""
    own = MapTemplate.objects.filter(segment__iexact=segment).first() if segment else None
    return own or MapTemplate.objects.filter(segment="").first()


def open_roles(deal: Opportunity, personas: Sequence[str]) -> list[str]:
    """Those personas that neither a person nor an empty seat of the map has."""
    people = Stakeholder.objects.filter(opportunity=deal).values_list("personas", flat=True)
    seats = EmptySeat.objects.filter(opportunity=deal, state=SeatState.OPEN).values_list("personas", flat=True)
    held = {key for keys in (*people, *seats) for key in keys}
    return [key for key in personas if key not in held]


def _check(fields: Mapping[str, Any], template: MapTemplate | None) -> None:
    require(name=fields["name"])
    if not fields["roles"]:
        raise Invalid({"roles": ["Name at least one role."]})
    wrong = wrong_personas([role["persona"] for role in fields["roles"]])
    if wrong:
        raise Invalid({"roles": wrong["personas"]})
    same = MapTemplate.objects.filter(segment__iexact=fields["segment"])
    if (same.exclude(pk=template.pk) if template else same).exists():
        whose = f"The segment {fields['segment']}" if fields["segment"] else "Every segment without one of its own"
        raise Invalid({"segment": [f"{whose} has a template already. Change that one."]})
