"""The open map format: what goes out comes in again as it was, and the published schema describes it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import jsonschema_rs
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

import coalition
from coalition.access.models import User
from coalition.gates.models import Passage
from coalition.record.errors import CycleRefused, Forbidden, Invalid, StageRefused
from coalition.record.models import Contact, Line, LineKind, Opportunity, Stakeholder
from coalition.sources.map_format import document as words
from coalition.sources.map_format.document import MapDocument
from coalition.sources.map_format.files import UnreadableFile, load
from coalition.sources.map_format.gather import map_document
from coalition.sources.map_format.read import read_map
from coalition.sources.map_format.write import text_of
from tests import factories

pytestmark = pytest.mark.django_db

REPOSITORY = Path(__file__).resolve().parents[2]
COLLEAGUES = ("owner@meridian.example", "teammate@meridian.example")

# Any text PostgreSQL can keep; what a person types has no lone surrogates.
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
NAME = TEXT.map(lambda said: f"N{said}")
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
MONEY = (
    st.integers(0, 10**12).map(lambda cents: Decimal(cents) / 100).map(lambda value: value.quantize(Decimal("0.01")))
)
TICK = st.none() | st.booleans()
RATING = st.none() | st.integers(1, 5)
MAIL = st.none() | st.sampled_from(COLLEAGUES)
CUSTOM = st.dictionaries(TEXT, TEXT | st.booleans() | st.integers(-1000, 1000) | st.none(), max_size=2)


def sourced(draw: st.DrawFn, taken: set[UUID]) -> dict[str, Any]:
    made = draw(st.uuids(version=4).filter(lambda each: each not in taken))
    taken.add(made)
    named = draw(st.booleans())
    return {"id": made, "source": "crm" if named else "", "external_id": str(made) if named else ""}


@st.composite
def documents(draw: st.DrawFn) -> MapDocument:
    """Any map: accounts in a tree, people with and without one, every kind of line, everything assessed or not."""
    taken: set[UUID] = set()
    accounts: list[words.FileAccount] = []
    for _ in range(draw(st.integers(1, 3))):
        parent = draw(st.none() | st.sampled_from([each.id for each in accounts])) if accounts else None
        accounts.append(
            words.FileAccount(
                **sourced(draw, taken),
                name=draw(NAME),
                parent=parent,
                employees=draw(st.none() | st.integers(0, 10**6)),
                annual_revenue=draw(st.none() | MONEY),
                fit=draw(st.none() | st.integers(0, 100)),
                notes=draw(TEXT),
                owner=draw(MAIL),
                custom=draw(CUSTOM),
            )
        )
    ids = [each.id for each in accounts]
    contacts = [draw(people(ids, taken)) for _ in range(draw(st.integers(0, 5)))]
    chosen = draw(st.lists(st.sampled_from(contacts), unique_by=lambda each: each.id)) if contacts else []
    deal = words.FileDeal(
        **sourced(draw, taken),
        name=draw(NAME),
        account=draw(st.sampled_from(ids)),
        stage=draw(st.sampled_from(factories.STAGES)),
        amount=draw(st.none() | MONEY),
        currency=draw(st.sampled_from(["", "EUR"])),
        close_on=draw(st.none() | DAYS),
        created_on=draw(st.none() | DAYS),
        owner=draw(MAIL),
        is_primary=draw(st.booleans()),
        next_step=draw(TEXT),
        custom=draw(CUSTOM),
    )
    return MapDocument(
        opportunity=deal,
        accounts=accounts,
        contacts=chosen,
        stakeholders=[draw(stakeholders(each.id, taken)) for each in chosen],
        lines=draw(lines([each.id for each in chosen], taken)),
        insights=[
            draw(insights(deal.account, [each.id for each in chosen], taken)) for _ in range(draw(st.integers(0, 2)))
        ],
    )


@st.composite
def people(draw: st.DrawFn, accounts: list[UUID], taken: set[UUID]) -> words.FileContact:
    return words.FileContact(
        **sourced(draw, taken),
        name=draw(NAME),
        account=draw(st.none() | st.sampled_from(accounts)),
        email=draw(st.sampled_from(["", "a@x.example", "b@x.example"])),
        phones=draw(st.lists(TEXT, max_size=2)),
        title=draw(TEXT),
        seniority=draw(st.sampled_from(["", "executive", "staff"])),
        status=draw(st.sampled_from(["active", "left"])),
        notes=draw(TEXT),
        custom=draw(CUSTOM),
    )


@st.composite
def stakeholders(draw: st.DrawFn, contact: UUID, taken: set[UUID]) -> words.FileStakeholder:
    seen, overridden = draw(st.booleans()), draw(st.booleans())
    return words.FileStakeholder(
        **sourced(draw, taken),
        contact=contact,
        personas=draw(st.lists(st.sampled_from([key for key, _ in factories.PERSONAS]), unique=True, max_size=3)),
        coverage_owner=draw(MAIL),
        pin_x=40.5 if seen else None,
        pin_y=-12.0 if seen else None,
        sentiment=draw(st.sampled_from(["advocate", "opposed"])) if seen else "",
        sentiment_evidence=draw(NAME) if seen else "",
        sentiment_at=draw(MOMENTS) if seen else None,
        sentiment_by=draw(MAIL) if seen else None,
        influence="high" if overridden else "",
        influence_reason=draw(NAME) if overridden else "",
        influence_until=draw(DAYS) if overridden else None,
        influence_by=draw(MAIL) if overridden else None,
        purchasing_authority=draw(TICK),
        is_key=draw(TICK),
        relationship=draw(RATING),
        fit_view=draw(RATING),
        vote=draw(st.sampled_from(["", "for", "against"])),
        notes=draw(TEXT),
    )


@st.composite
def lines(draw: st.DrawFn, people: list[UUID], taken: set[UUID]) -> list[words.FileLine]:
    """A forest of managers and any other lines, each once."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for n, person in enumerate(people[1:], 1):
        if draw(st.booleans()):
            manager = people[draw(st.integers(0, n - 1))]
            found["reports_to", person] = {"kind": "reports_to", "from": person, "to": manager, "only_here": False}
    if len(people) > 1:
        for _ in range(draw(st.integers(0, 4))):
            kind = draw(st.sampled_from(["dotted", "influences", "ally", "conflict", "knows"]))
            first, second = draw(st.lists(st.sampled_from(people), min_size=2, max_size=2, unique=True))
            if kind in ("ally", "conflict", "knows"):
                first, second = sorted((first, second), key=str)
            here = draw(st.booleans())
            found[kind, first, second, here] = {"kind": kind, "from": first, "to": second, "only_here": here}
    return [
        words.FileLine.model_validate(
            {
                **sourced(draw, taken),
                **ends,
                "strength": draw(st.none() | st.integers(1, 3)),
                "note": draw(TEXT),
                "since": draw(st.none() | DAYS),
                "told_by": draw(TEXT),
            }
        )
        for ends in found.values()
    ]


@st.composite
def insights(draw: st.DrawFn, account: UUID, people: list[UUID], taken: set[UUID]) -> words.FileInsight:
    return words.FileInsight(
        **sourced(draw, taken),
        account=account,
        kind=draw(st.sampled_from(["goal", "criterion", "concern"])),
        text=draw(NAME),
        answer=draw(TEXT),
        contacts=draw(st.lists(st.sampled_from(people), unique=True)) if people else [],
        told_by=draw(st.none() | st.sampled_from(people)) if people else None,
        confirmed_by_customer=draw(TICK),
        confirmed_at=draw(st.none() | MOMENTS),
    )


def written(deal: Opportunity, viewer: User) -> MapDocument:
    stakeholders = list(Stakeholder.objects.filter(opportunity=deal))
    on_map = [each.contact_id for each in stakeholders]
    drawn = Line.objects.filter(from_contact__in=on_map, to_contact__in=on_map)
    contacts = list(Contact.objects.filter(pk__in=on_map))
    fresh = Opportunity.objects.get(pk=deal.pk)
    return map_document(fresh, stakeholders, contacts, list(drawn), viewer=viewer)


def content(document: MapDocument) -> dict[str, Any]:
    """The document in the order of the format, without what it says about users and personas beside the map."""
    plain = json.loads(text_of(document))
    for kind in ("accounts", "contacts", "stakeholders", "lines", "insights"):
        plain[kind].sort(key=lambda each: each["id"])
    reached = {plain["opportunity"]["account"], *(each["account"] for each in plain["contacts"])}
    parents = {each["id"]: each["parent"] for each in plain["accounts"]}
    for _ in parents:
        reached |= {parents[each] for each in reached if each}
    plain["accounts"] = [each for each in plain["accounts"] if each["id"] in reached]
    return {kind: said for kind, said in plain.items() if kind not in ("users", "personas")}


@given(document=documents())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_out_and_in_again_is_the_identity(document: MapDocument, admin: User, owner: User, teammate: User) -> None:
    with transaction.atomic():
        factories.make_stages()
        factories.make_personas()
        first = read_map(document, by=admin)
        assert not first.unknown_users
        out = written(first.opportunity, admin)
        assert content(out) == content(document)
        again = read_map(out, by=admin)
        assert {kind: (each.created, each.updated) for kind, each in again.counts.items()} == dict.fromkeys(
            again.counts, (0, 0)
        )
        assert text_of(written(again.opportunity, admin)) == text_of(out)
        transaction.set_rollback(True)


@given(document=documents())
@settings(max_examples=25, deadline=None)
def test_every_document_keeps_to_the_published_schema_and_reads_back(document: MapDocument) -> None:
    text = text_of(document)
    jsonschema_rs.validator_for(words.json_schema()).validate(json.loads(text))
    assert MapDocument.model_validate_json(text) == document


def test_the_published_schema_is_the_one_that_is_used() -> None:
    shipped = Path(coalition.__file__).parent / "sources" / "map_format" / "coalition-map-1.schema.json"
    published = REPOSITORY / "docs" / "reference" / "coalition-map-1.schema.json"
    assert shipped.read_text(encoding="utf-8") == words.schema_text()
    assert published.read_text(encoding="utf-8") == words.schema_text()


def simple(**changes: Any) -> dict[str, Any]:
    """A map of two people in the shape of a file."""
    a, b = str(uuid4()), str(uuid4())
    file: dict[str, Any] = {
        "opportunity": {"id": str(uuid4()), "name": "Rollout", "stage": "discovery"},
        "contacts": [{"id": a, "name": "Ann"}, {"id": b, "name": "Ben"}],
        "stakeholders": [{"id": str(uuid4()), "contact": a}, {"id": str(uuid4()), "contact": b}],
        "lines": [{"id": str(uuid4()), "kind": "reports_to", "from": b, "to": a}],
    }
    return file | changes


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda file: file["stakeholders"][0].update(contact=str(uuid4())), "not in this file"),
        (lambda file: file["contacts"].append(file["contacts"][0]), "stands twice"),
        (lambda file: file["contacts"][0].update(nmae="Ann"), "Extra inputs"),
        (lambda file: file["stakeholders"][0].update(sentiment="advocate"), "needs its evidence"),
        (lambda file: file["lines"][0].update(to=file["lines"][0]["from"]), "two different people"),
        (lambda file: file.update(version=2), "Input should be 1"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused_with_the_reason(spoil: Any, reason: str) -> None:
    file = simple()
    spoil(file)
    with pytest.raises(ValidationError, match=reason):
        MapDocument.model_validate(file)


def test_a_file_that_is_no_map_says_every_problem(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    path.write_text(json.dumps(simple(contacts=[{"id": "x"}], lines=[])))
    with pytest.raises(UnreadableFile) as refused:
        load(path)
    assert [said.split(":")[0] for said in refused.value.problems] == ["contacts.0.id", "contacts.0.name"]


def test_a_file_that_closes_a_circle_changes_nothing(admin: User) -> None:
    first = read_map(MapDocument.model_validate(simple()), by=admin).opportunity
    file = json.loads(text_of(written(first, admin)))
    down, up = file["lines"][0]["from"], file["lines"][0]["to"]
    file["lines"].append({"id": str(uuid4()), "kind": "reports_to", "from": up, "to": down})
    file["contacts"][0]["title"] = "Changed"
    with pytest.raises(CycleRefused):
        read_map(MapDocument.model_validate(file), by=admin)
    assert not Contact.objects.filter(title="Changed").exists()


def test_a_line_that_is_here_under_another_id_is_not_drawn_twice(admin: User) -> None:
    file = simple()
    read_map(MapDocument.model_validate(file), by=admin)
    file["lines"][0] |= {"id": str(uuid4()), "note": "since the merger"}
    read_map(MapDocument.model_validate(file), by=admin)
    (line,) = Line.objects.filter(kind=LineKind.REPORTS_TO)
    assert line.note == "since the merger"


def test_records_are_found_by_what_they_are_called_elsewhere(admin: User) -> None:
    file = simple(stakeholders=[], lines=[])
    file["contacts"] = [{"id": str(uuid4()), "source": "crm", "external_id": "c-1", "name": "Ann"}]
    read_map(MapDocument.model_validate(file), by=admin)
    file["contacts"][0] |= {"id": str(uuid4()), "name": "Ann Lee"}
    done = read_map(MapDocument.model_validate(file), by=admin)
    assert done.counts["contacts"].updated == 1
    assert Contact.objects.get(source="crm", external_id="c-1").name == "Ann Lee"


def test_guests_read_nothing_in_and_strangers_add_to_no_account(guest: User, outsider: User, deal: Opportunity) -> None:
    with pytest.raises(Forbidden):
        read_map(MapDocument.model_validate(simple()), by=guest)
    file = simple(accounts=[{"id": str(deal.account.uuid), "name": deal.account.name}])  # type: ignore[union-attr]
    file["opportunity"]["account"] = file["accounts"][0]["id"]
    with pytest.raises(Forbidden):
        read_map(MapDocument.model_validate(file), by=outsider)


def test_a_persona_or_stage_nobody_knows_here_is_refused_by_name(admin: User) -> None:
    file = simple()
    file["stakeholders"][0]["personas"] = ["shaman"]
    with pytest.raises(Invalid, match="shaman"):
        read_map(MapDocument.model_validate(file), by=admin)
    file = simple()
    file["opportunity"]["stage"] = "limbo"
    with pytest.raises(Invalid, match="limbo"):
        read_map(MapDocument.model_validate(file), by=admin)


def test_the_view_of_a_colleague_of_another_house_comes_without_its_author(admin: User) -> None:
    file = simple()
    at = datetime(2026, 6, 1, tzinfo=UTC) - timedelta(days=1)
    file["stakeholders"][0] |= {
        "sentiment": "supportive",
        "sentiment_evidence": "Said so",
        "sentiment_at": at.isoformat(),
        "sentiment_by": "somebody@elsewhere.example",
    }
    done = read_map(MapDocument.model_validate(file), by=admin)
    assert done.unknown_users == ["somebody@elsewhere.example"]
    seen = Stakeholder.objects.get(opportunity=done.opportunity, sentiment="supportive")
    assert (seen.sentiment_by, seen.sentiment_at) == (None, at)


def test_a_map_file_is_no_way_around_a_stage_gate(owner: User, admin: User) -> None:
    opportunity = {"id": str(uuid4()), "name": "Further on", "stage": "negotiation"}
    document = MapDocument.model_validate(simple(opportunity=opportunity))
    with pytest.raises(StageRefused), transaction.atomic():
        read_map(document, by=owner)
    read_map(document, by=admin)
    assert set(Passage.objects.values_list("way", flat=True)) == {"flagged"}
