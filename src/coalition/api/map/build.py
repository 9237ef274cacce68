"""The map as one answer, from its rows."""

from __future__ import annotations

from typing import Any

from coalition.api.map import scores
from coalition.api.map.layout import layout_of
from coalition.api.map.rows import MapRows
from coalition.api.map.seats import seat_lines_of, seats_of, with_seats
from coalition.api.map.summary import summary_of
from coalition.api.stakeholders import INDICATORS
from coalition.record.models import Contact, Stakeholder


def map_out(rows: MapRows, group: str) -> dict[str, Any]:
    """Plain values in the shape of MapOut: checked by a test, not at every request, which would cost more than all
    the queries together."""
    people = [_person(stakeholder, rows) for stakeholder in rows.stakeholders]
    body: dict[str, Any] = {
        "opportunity": _opportunity(rows),
        "as_of": rows.moment if rows.past else None,
        "scored_at": rows.scored.scored_at,
        "settings_version": rows.scored.settings_version,
        "summary": summary_of(rows, people),
        "people": people,
        "lines": _lines(rows),
        "seats": seats_of(rows),
        "seat_lines": seat_lines_of(rows),
        "personas": [{"key": each.key, "name": each.name, "group": each.group} for each in rows.personas],
    }
    standing = with_seats(body) if rows.seats else body
    return {**body, "layout": layout_of(rows, standing["people"], standing["lines"], group)}


def _opportunity(rows: MapRows) -> dict[str, Any]:
    deal, stage = rows.deal, rows.deal.stage
    owner, account = deal.owner, deal.account
    return {
        "id": deal.uuid,
        "name": deal.name,
        "kind": deal.kind,
        "stage": {"key": stage.key, "name": stage.name, "outcome": stage.outcome, "position": stage.position},
        "amount": float(deal.amount) if deal.amount is not None else None,
        "currency": deal.currency,
        "close_on": deal.close_on,
        "created_on": deal.created_on,
        "owner": {"id": owner.uuid, "name": owner.name or owner.email} if owner else None,
        "account": {"id": account.uuid, "name": account.name} if account else None,
        "version": deal.version,
        "can_edit": rows.can_edit,
    }


def _person(stakeholder: Stakeholder, rows: MapRows) -> dict[str, Any]:
    contact = rows.contacts[stakeholder.contact_id]
    facts = rows.scored.people.get(stakeholder.id, scores.UNSCORED)
    account = rows.accounts.get(contact.account_id or 0)
    return {
        "id": stakeholder.uuid,
        "contact_id": contact.uuid,
        "version": stakeholder.version,
        "contact_version": contact.version,
        "name": contact.name,
        "title": contact.title,
        "department": contact.department,
        "business_unit": contact.business_unit,
        "seniority": contact.seniority,
        "email": contact.email,
        "account": {"id": account[0], "name": account[1]} if account else None,
        "is_outsider": _is_outsider(contact, rows),
        "status": contact.status,
        "personas": stakeholder.personas,
        "coverage_owner": rows.users.get(stakeholder.coverage_owner_id or 0),
        "sentiment": scores.sentiment(facts, stakeholder, rows.users),
        "influence": scores.influence(facts, stakeholder, rows.users, rows.moment.date()),
        "engagement": scores.engagement(facts),
        "indicators": {name: getattr(stakeholder, name) for name in INDICATORS},
        "notes": stakeholder.notes,
        "pin": None if stakeholder.pin_x is None else {"x": stakeholder.pin_x, "y": stakeholder.pin_y},
    }


def _lines(rows: MapRows) -> list[dict[str, Any]]:
    ids = {pk: contact.uuid for pk, contact in rows.contacts.items()}
    return [
        {
            "id": line.uuid,
            "version": line.version,
            "kind": line.kind,
            "from": ids[line.from_contact_id],
            "to": ids[line.to_contact_id],
            "strength": line.strength,
            "note": line.note,
            "since": line.since,
            "told_by": line.told_by,
            "opportunity_id": rows.deal.uuid if line.opportunity_id is not None else None,
            "open_comments": getattr(line, "open_comments", 0),  # of the past nobody asks
        }
        for line in rows.lines
    ]


def _is_outsider(contact: Contact, rows: MapRows) -> bool:
    """Of another house: not the deal's account, its parent, its units, or a unit of the same parent."""
    account = rows.deal.account
    if account is None or contact.account_id is None:
        return False
    group = {account.pk, account.parent_id} - {None}
    theirs = rows.accounts.get(contact.account_id)
    return contact.account_id not in group and (theirs is None or theirs[2] not in group)
