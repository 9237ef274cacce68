"""Files of a map: the gate, people and moment of the map, safe names, and a line in the log without content."""

from __future__ import annotations

import io
import json
import logging
import time
from datetime import timedelta
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from django.utils import timezone

from coalition.access.models import User
from coalition.api.exports.files import KINDS, file_name
from coalition.portfolio.scores import score_opportunities
from coalition.record.models import LineKind, Opportunity
from coalition.record.services import contacts as contact_services
from coalition.record.services import stakeholders as people
from coalition.record.touches import derive_touches
from tests import factories
from tests.api.conftest import As
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db

SIGNS = {"pptx": b"PK", "pdf": b"%PDF-", "svg": b"<svg", "png": b"\x89PNG", "xlsx": b"PK", "json": b"{"}


def url(deal: Opportunity, kind: str, **query: str) -> str:
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return f"/api/v1/opportunities/{deal.uuid}/export/{kind}?{asked}"


@pytest.fixture
def mapped(deal: Opportunity, owner: User) -> Opportunity:
    """Three people, a manager, a conflict, a view with its evidence, and a mail."""
    names = ("Ana Ortíz", "Борис Петров", "=HYPERLINK(0)")
    contacts = [factories.make_contact(deal.account, name=name, title="Director") for name in names]
    for contact in contacts:
        factories.make_stakeholder(deal, contact, personas=["champion"])
    factories.make_manager(contacts[1], contacts[0])
    factories.make_line(LineKind.CONFLICT, contacts[0], contacts[2], opportunity=deal, strength=3)
    first = deal.stakeholders.get(contact=contacts[0])
    people.assess_sentiment(first, sentiment="supportive", evidence="+49 said yes on the phone", by=owner)
    mail = factories.make_activity(
        opportunity=deal, sender=owner, to=[contacts[0]], subject="@all pilot scope", occurred_at=MONDAY
    )
    derive_touches([mail.pk])
    score_opportunities([deal.pk])
    return deal


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_comes_with_its_type_and_a_safe_name(
    kind: str, mapped: Opportunity, owner: User, as_user: As
) -> None:
    answer = as_user(owner).get(url(mapped, kind))
    assert answer.status_code == 200
    assert answer.content.startswith(SIGNS[kind])
    assert answer["Content-Type"] == KINDS[kind].content_type  # type: ignore[index]
    day = f"{timezone.now():%Y-%m-%d}"
    assert answer["Content-Disposition"] == f'attachment; filename="Grid analytics rollout {day}.{kind}"'
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("kind", KINDS)
def test_a_stranger_gets_no_file_of_any_kind(kind: str, mapped: Opportunity, outsider: User, as_user: As) -> None:
    assert as_user(outsider).get(url(mapped, kind)).status_code == 404


@pytest.mark.parametrize(
    ("deal", "expected"),
    [
        ("Q3/Q4 roll-out\r\nSet-Cookie: a=b", "Q3 Q4 roll-out Set-Cookie a b 2026-06-01.pdf"),
        ("../../etc/passwd", "etc passwd 2026-06-01.pdf"),
        ('"; rm -rf ~', "rm -rf 2026-06-01.pdf"),
        ("北京 Phase 2", "北京 Phase 2 2026-06-01.pdf"),
        ("///", "Map 2026-06-01.pdf"),
        ("x" * 300, "x" * 80 + " 2026-06-01.pdf"),
    ],
)
def test_a_file_name_holds_nothing_a_computer_obeys(deal: str, expected: str) -> None:
    assert file_name(deal, MONDAY, "pdf") == expected


def test_an_export_is_logged_with_who_and_what_and_without_content(
    mapped: Opportunity, owner: User, as_user: As, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "coalition.audit"):
        as_user(owner).get(url(mapped, "pdf"))
    (line,) = [record.getMessage() for record in caplog.records if record.name == "coalition.audit"]
    assert str(mapped.uuid) in line
    assert str(owner.uuid) in line
    assert "format=pdf" in line
    assert "Ana" not in line
    assert mapped.name not in line


def test_a_file_of_the_past_knows_nothing_later(mapped: Opportunity, owner: User, as_user: As) -> None:
    then = timezone.now()
    time_before = as_user(owner).get(url(mapped, "svg")).content.decode()
    contact = mapped.stakeholders.order_by("id")[0].contact
    contact_services.update_contact(contact, by=owner, name="Renamed Since")
    newcomer = factories.make_contact(mapped.account, name="Nora New")
    people.add_stakeholder(opportunity=mapped, contact=newcomer, by=owner)
    moment = then.isoformat().replace("+00:00", "Z")
    past = as_user(owner).get(url(mapped, "svg", as_of=moment)).content.decode()
    assert "Ana Ortíz" in past and "Ana Ortíz" in time_before
    assert "Nora New" not in past and "Renamed Since" not in past
    assert "As of" in past and "As of" not in time_before
    document = json.loads(as_user(owner).get(url(mapped, "json", as_of=moment)).content)
    assert sorted(each["name"] for each in document["contacts"]) == sorted(
        ["Ana Ortíz", "Борис Петров", "=HYPERLINK(0)"]
    )


def test_the_workbook_keeps_formulas_as_text_and_its_parts_add_up(
    mapped: Opportunity, owner: User, as_user: As
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_user(owner).get(url(mapped, "xlsx")).content))
    assert book.sheetnames == ["People", "Lines", "Scores", "Evidence"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    suspicious = [cell for cell in cells if isinstance(cell.value, str) and cell.value[:1] in tuple("=+-@")]
    assert {cell.value for cell in suspicious} >= {"=HYPERLINK(0)", "+49 said yes on the phone", "@all pilot scope"}
    assert {cell.data_type for cell in suspicious} == {"s"}
    assert all(cell.quotePrefix for cell in suspicious)
    totals: dict[tuple[str, str], float] = {}
    points: dict[tuple[str, str], float] = {}
    for name, score, total, _, _, _, part, _ in book["Scores"].iter_rows(min_row=2, values_only=True):
        totals[name, score] = total  # type: ignore[index,assignment]
        points[name, score] = points.get((name, score), 0.0) + part  # type: ignore[index,arg-type,operator]
    assert points
    assert all(points[key] == pytest.approx(total, abs=1e-6) for key, total in totals.items())


@pytest.mark.parametrize(("page", "orientation"), [("a4", "landscape"), ("a4", "portrait"), ("a3", "portrait")])
def test_paper_has_the_size_it_says(page: str, orientation: str, mapped: Opportunity, owner: User, as_user: As) -> None:
    content = as_user(owner).get(url(mapped, "pdf", page=page, orientation=orientation)).content
    long, short = {"a4": (841.89, 595.28), "a3": (1190.55, 841.89)}[page]
    box = content.split(b"/MediaBox [")[1].split(b"]")[0].split()
    wanted = (long, short) if orientation == "landscape" else (short, long)
    assert [float(number) for number in box[2:]] == pytest.approx(wanted, abs=0.2)


def test_an_unknown_kind_or_page_is_refused_in_the_usual_shape(mapped: Opportunity, owner: User, as_user: As) -> None:
    assert as_user(owner).get(url(mapped, "docx")).json()["code"] == "invalid"
    assert "page" in as_user(owner).get(url(mapped, "pdf", page="a5")).json()["fields"]


def test_an_empty_map_makes_every_file(deal: Opportunity, owner: User, as_user: As) -> None:
    for kind, sign in SIGNS.items():
        assert as_user(owner).get(url(deal, kind)).content.startswith(sign)


def test_the_slides_hold_as_many_connectors_as_lines(mapped: Opportunity, owner: User, as_user: As) -> None:
    file = ZipFile(io.BytesIO(as_user(owner).get(url(mapped, "pptx")).content))
    slide = file.read("ppt/slides/slide1.xml").decode()
    assert slide.count("<p:cxnSp>") == 2
    assert slide.count("<a:stCxn ") == slide.count("<a:endCxn ") == 2


def test_a_map_file_comes_back_as_the_same_map(mapped: Opportunity, owner: User, as_user: As) -> None:
    client = as_user(owner)
    file: Any = client.get(f"/api/v1/opportunities/{mapped.uuid}/map.json").json()
    answer = client.post("/api/v1/maps", data=file, content_type="application/json")
    assert answer.status_code == 201, answer.json()
    counts = answer.json()["counts"]
    assert all(each["created"] == each["updated"] == 0 for each in counts.values())
    assert client.get(f"/api/v1/opportunities/{mapped.uuid}/map.json").json() == file
    # And a change in the file is a change on the map, with nothing else touched.
    file["contacts"][0]["title"] = "Chairman"
    changed = client.post("/api/v1/maps", data=file, content_type="application/json").json()["counts"]
    assert changed["contacts"]["updated"] == 1
    assert client.get(f"/api/v1/opportunities/{mapped.uuid}/map.json").json() == file


def test_a_map_file_changes_nothing_for_who_may_only_read(
    mapped: Opportunity, owner: User, reader: User, as_user: As
) -> None:
    file = as_user(owner).get(f"/api/v1/opportunities/{mapped.uuid}/map.json").json()
    file["opportunity"]["name"] = "Taken over"
    answer = as_user(reader).post("/api/v1/maps", data=file, content_type="application/json")
    assert answer.status_code == 403
    mapped.refresh_from_db()
    assert mapped.name == "Grid analytics rollout"


def test_nobody_puts_a_stranger_s_contact_on_a_map_of_their_own(
    mapped: Opportunity, owner: User, outsider: User, as_user: As
) -> None:
    """Knowing everything about a contact, id included, does not make them readable."""
    file = as_user(owner).get(f"/api/v1/opportunities/{mapped.uuid}/map.json").json()
    contact = file["contacts"][0]
    mine = {"id": "6b1f7a52-7d3b-4b9f-9a43-6c1d8d1c0a11", "name": "Mine", "stage": "discovery"}
    body = {"opportunity": mine, "accounts": file["accounts"], "contacts": [contact]}
    answer = as_user(outsider).post("/api/v1/maps", data=body, content_type="application/json")
    assert answer.status_code == 403
    assert not Opportunity.objects.filter(name="Mine").exists()


def test_exports_of_a_map_are_quick(mapped: Opportunity, owner: User, as_user: As) -> None:
    """A person waits for it: seconds would be a reason to take a screenshot instead. Wide of the measured figures."""
    client = as_user(owner)
    client.get(url(mapped, "pptx"))
    start = time.process_time()
    client.get(url(mapped, "pptx"))
    assert timedelta(seconds=time.process_time() - start) < timedelta(seconds=3)
