"""A map as a document: from rows of the record, in an order of its own, so that equal maps are equal files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from coalition.record.models import (
    Account,
    Contact,
    EmptySeat,
    Insight,
    Line,
    Opportunity,
    Persona,
    SeatLine,
    Stakeholder,
)
from coalition.sources.map_format.document import (
    FileAccount,
    FileContact,
    FileDeal,
    FileInsight,
    FileLine,
    FilePersona,
    FileSeat,
    FileStakeholder,
    FileUser,
    MapDocument,
)

# Fields that stand under another name, or as another kind of value, in the document.
_OWN = frozenset({"id", "account", "parent", "owner", "contact", "coverage_owner", "sentiment_by", "influence_by"})


def document_of(
    deal: Opportunity,
    *,
    accounts: Sequence[Account],
    contacts: Sequence[Contact],
    stakeholders: Sequence[Stakeholder],
    lines: Sequence[Line],
    seats: Sequence[EmptySeat] = (),
    seat_lines: Sequence[SeatLine] = (),
    insights: Sequence[Insight],
    personas: Iterable[Persona],
    users: Mapping[int, tuple[str, str]],
) -> MapDocument:
    """The document. ``users``: e-mail address and name of everybody the rows name, by internal id."""
    account_ids = {each.pk: each.uuid for each in accounts}
    contact_ids = {each.id: each.uuid for each in contacts}

    def mail(user_id: int | None) -> str | None:
        return users[user_id][0] if user_id is not None and user_id in users else None

    used = {key for each in stakeholders for key in each.personas} | {key for each in seats for key in each.personas}
    seat_ids = {each.id: each.uuid for each in seats}
    return MapDocument(
        opportunity=FileDeal(
            **_plain(deal, FileDeal, {"pipeline", "stage"}),
            id=deal.uuid,
            account=account_ids.get(deal.account_id or 0),
            pipeline=deal.stage.pipeline.key,
            stage=deal.stage.key,
            owner=mail(deal.owner_id),
        ),
        accounts=_in_order(
            FileAccount(
                **_plain(each, FileAccount),
                id=each.uuid,
                parent=account_ids.get(each.parent_id or 0),
                owner=mail(each.owner_id),
            )
            for each in accounts
        ),
        users=sorted((FileUser(email=email, name=name) for email, name in users.values()), key=lambda each: each.email),
        personas=[FilePersona(key=p.key, name=p.name, group=p.group) for p in personas if p.key in used],  # type: ignore[arg-type]
        contacts=_in_order(
            FileContact(**_plain(each, FileContact), id=each.uuid, account=account_ids.get(each.account_id or 0))
            for each in contacts
        ),
        stakeholders=_in_order(
            FileStakeholder(
                **_plain(each, FileStakeholder),
                id=each.uuid,
                contact=contact_ids[each.contact_id],
                coverage_owner=mail(each.coverage_owner_id),
                sentiment_by=mail(each.sentiment_by_id),
                influence_by=mail(each.influence_by_id),
            )
            for each in stakeholders
        ),
        lines=_in_order(_line(each, contact_ids) for each in lines),
        seats=_in_order(FileSeat(**_plain(each, FileSeat), id=each.uuid) for each in seats),
        seat_lines=_in_order(_seat_line(each, contact_ids, seat_ids) for each in seat_lines),
        insights=_in_order(
            FileInsight(
                **_plain(each, FileInsight, {"contacts", "linked", "told_by", "confirmed_with"}),
                id=each.uuid,
                account=account_ids[each.account_id],
                contacts=each.contact_ids,
                linked=each.linked_ids,
                told_by=contact_ids.get(each.told_by_id or 0),
                confirmed_with=mail(each.confirmed_with_id),
            )
            for each in insights
            if each.account_id in account_ids
        ),
    )


def text_of(document: MapDocument) -> str:
    """The file: one line a value, so that a difference between two maps can be read."""
    return json.dumps(document.model_dump(mode="json", by_alias=True), indent=2, ensure_ascii=False) + "\n"


def _line(line: Line, contact_ids: Mapping[int, Any]) -> FileLine:
    first, second = contact_ids[line.from_contact_id], contact_ids[line.to_contact_id]
    if line.kind in ("ally", "conflict", "knows") and str(second) < str(first):
        # Stored by internal key, which differs from house to house; in a file by id.
        first, second = second, first
    fields = _plain(line, FileLine, {"from_", "to", "only_here"})
    ends = {"from": first, "to": second, "only_here": line.opportunity_id is not None}
    return FileLine.model_validate({**fields, "id": line.uuid, **ends})


def _seat_line(line: SeatLine, contact_ids: Mapping[int, Any], seat_ids: Mapping[int, Any]) -> FileLine:
    first = contact_ids[line.from_contact_id] if line.from_contact_id else seat_ids[line.from_seat_id or 0]
    second = contact_ids[line.to_contact_id] if line.to_contact_id else seat_ids[line.to_seat_id or 0]
    fields = _plain(line, FileLine, {"from_", "to", "only_here"})
    ends = {"from": first, "to": second, "only_here": True}
    return FileLine.model_validate({**fields, "id": line.uuid, **ends})


def _plain(row: Any, model: type[Any], besides: Iterable[str] = ()) -> dict[str, Any]:
    """The fields that are the same in the record and in the document."""
    return {name: getattr(row, name) for name in model.model_fields if name not in _OWN and name not in set(besides)}


def _in_order(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=lambda each: str(each.id))
