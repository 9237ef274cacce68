"""A company goes in, in any order, again without doubling, and with its history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from coalition.access.models import Team, User
from coalition.gates.models import Passage
from coalition.record.models import (
    Account,
    Activity,
    Contact,
    DirtyOpportunity,
    Line,
    Opportunity,
    Participant,
    Stage,
    StageChange,
    Stakeholder,
    Touch,
)
from coalition.sources.files import Report
from tests.sources.conftest import counts

Load = Callable[..., Report]
Table = Callable[..., Path]


def test_a_company_goes_in_whatever_the_order_of_its_files(company: dict[str, Path], load: Load) -> None:
    report = load(*company.values())
    assert [each.reason for each in report.rejections] == []
    assert counts(report, "users") == (1, 1, 0, 0, 0)
    assert counts(report, "accounts") == (2, 2, 0, 0, 0)
    assert counts(report, "contacts") == (2, 2, 0, 0, 0)
    assert counts(report, "lines") == (1, 1, 0, 0, 0)
    assert counts(report, "opportunities") == (1, 1, 0, 0, 0)
    assert counts(report, "stakeholders") == (3, 2, 0, 1, 0)
    assert counts(report, "activities") == (2, 2, 0, 0, 0)

    holding = Account.objects.get(external_id="001A")
    assert (holding.domain, holding.employees, holding.country) == ("grid.example", 12000, "DE")
    assert Account.objects.get(external_id="001B").parent == holding
    ann = User.objects.get()
    assert (ann.role, ann.team, ann.time_zone, ann.has_usable_password()) == (
        "rep",
        Team.objects.get(name="North"),
        "Europe/Berlin",
        False,
    )
    assert holding.owner == ann
    first = User.history.get(id=ann.pk)
    assert (first.history_type, first.role, first.history_change_reason[:7]) == ("+", "rep", "import ")
    assert Team.history.get(name="North").history_type == "+"
    maria = Contact.objects.get(external_id="003A")
    assert (maria.name, maria.email, maria.seniority) == ("Maria Keller", "maria@grid.example", "executive")
    omar = Contact.objects.get(external_id="003B")
    assert (omar.phones, omar.seniority) == (["+49 30 1"], "manager")
    line = Line.objects.get()
    assert (line.kind, line.from_contact, line.to_contact, line.opportunity) == ("reports_to", omar, maria, None)
    deal = Opportunity.objects.get()
    assert (deal.stage.key, deal.amount, deal.close_on, deal.owner) == (
        "negotiation",
        Decimal("120000"),
        dt.date(2026, 9, 30),
        ann,
    )
    assert StageChange.objects.get().occurred_at == dt.datetime(2026, 1, 10, tzinfo=dt.UTC)
    roles = {s.contact: (s.personas, s.is_key) for s in Stakeholder.objects.all()}
    assert roles == {maria: (["economic_buyer"], True), omar: (["evaluator", "user_buyer"], False)}
    call, mail = Activity.objects.order_by("external_id")
    assert (call.kind, call.direction, call.opportunity, call.account) == ("call", "outbound", deal, holding)
    assert (mail.kind, mail.opportunity, mail.account) == ("email", None, holding)
    taking = {(p.activity, p.contact or p.user): (p.role, p.response) for p in Participant.objects.all()}
    assert taking == {
        (call, omar): ("callee", "connected"),
        (call, ann): ("caller", ""),
        (mail, maria): ("to", ""),
        (mail, ann): ("from", ""),
    }
    assert Touch.objects.filter(contact_id=omar.pk, two_way=1).count() == 1
    assert DirtyOpportunity.objects.get().opportunity == deal
    assert any("Fax" in note and "--mapping" in note for note in report.notes)


def test_the_same_files_again_change_nothing(company: dict[str, Path], load: Load) -> None:
    load(*company.values())
    versions = Contact.history.count()
    report = load(*company.values())
    for kind, found in report.records.items():
        assert (found["created"], found["updated"], found["rejected"]) == (0, 0, 0), kind
    assert (Contact.objects.count(), Activity.objects.count(), Participant.objects.count()) == (2, 2, 4)
    assert Contact.history.count() == versions


def test_files_one_by_one_end_where_all_at_once_ends(company: dict[str, Path], load: Load) -> None:
    for name in ("users", "accounts", "contacts", "opportunities", "roles", "activities"):
        assert load(company[name]).rejected == 0, name
    assert (Line.objects.count(), Stakeholder.objects.count(), Participant.objects.count()) == (1, 2, 4)
    assert Account.objects.get(external_id="001B").parent is not None


def test_a_changed_row_is_an_update_with_its_history(company: dict[str, Path], load: Load, table: Table) -> None:
    load(*company.values())
    again = table("contacts-may.csv", ["Id", "Title", "Email"], ["003B", "Head of IT", ""])
    assert counts(load(again), "contacts") == (1, 0, 1, 0, 0)
    omar = Contact.objects.get(external_id="003B")
    assert (omar.title, omar.email, omar.version) == ("Head of IT", "omar@grid.example", 2), "empty cells erase nothing"
    told = [(v.history_type, v.title, v.history_change_reason) for v in omar.history.order_by("history_id")]
    assert told == [("+", "IT Manager", "import Contact.csv"), ("~", "Head of IT", "import contacts-may.csv")]
    assert omar.seniority == "manager", "what was assessed before is not judged anew from a title"


def test_a_new_manager_replaces_the_old_line(company: dict[str, Path], load: Load, table: Table) -> None:
    load(*company.values())
    again = table(
        "more.csv",
        ["Id", "AccountId", "Name", "Email", "Reports To"],
        ["003C", "001A", "Ida Voss", "ida@grid.example", ""],
        ["003B", "001A", "", "", "Ida Voss"],
    )
    assert counts(load(again), "lines") == (1, 0, 1, 0, 0)
    line = Line.objects.get()
    assert (line.to_contact.name, line.version, line.history.count()) == ("Ida Voss", 2, 2)


def test_a_stage_that_moved_is_a_stage_change(company: dict[str, Path], load: Load, table: Table) -> None:
    load(*company.values())
    load(table("deals.csv", ["Id", "Name", "Stage"], ["006A", "Grid rollout", "Closed Won"]))
    steps = list(StageChange.objects.values_list("from_stage__key", "to_stage__key"))
    assert steps == [(None, "negotiation"), ("negotiation", "won")]


def test_a_record_made_by_hand_is_found_and_takes_the_foreign_id(load: Load, table: Table, buyer: Contact) -> None:
    buyer.email = "maria.keller@northwind.example"
    buyer.save()
    path = table("contacts.csv", ["Id", "Name", "Email"], ["003X", "Maria Keller", "Maria.Keller@northwind.example"])
    assert counts(load(path, source="salesforce"), "contacts") == (1, 0, 1, 0, 0)
    buyer.refresh_from_db()
    assert (buyer.source, buyer.external_id) == ("salesforce", "003X")
    assert counts(load(path, source="salesforce"), "contacts") == (1, 0, 0, 1, 0)


def test_two_sources_keep_their_ids_apart(load: Load, table: Table) -> None:
    path = table("accounts.csv", ["id", "name"], ["1", "Alpha"])
    other = table("companies.csv", ["id", "name"], ["1", "Beta"])
    load(path, source="one")
    load(other, source="two")
    assert set(Account.objects.values_list("source", "name")) == {("one", "Alpha"), ("two", "Beta")}


def test_a_dry_run_says_the_same_and_writes_nothing(company: dict[str, Path], load: Load) -> None:
    dry = load(*company.values(), dry_run=True)
    assert (Account.objects.count(), User.objects.count(), Activity.objects.count()) == (0, 0, 0)
    assert load(*company.values()).records == dry.records


def test_counts_add_up_for_every_kind(company: dict[str, Path], load: Load, table: Table) -> None:
    bad = table("accounts-bad.csv", ["name", "employees"], ["X", "many"], ["Y", "3"])
    report = load(*company.values(), bad)
    for kind, found in report.records.items():
        assert found["read"] == sum(found[name] for name in ("created", "updated", "unchanged", "rejected")), kind
    assert counts(report, "accounts") == (4, 3, 0, 0, 1)


def test_an_empty_map_is_named_and_can_be_filled_from_who_took_part(company: dict[str, Path], load: Load) -> None:
    del company["roles"]
    report = load(*company.values())
    assert any("Grid rollout" in note and "--map-participants" in note for note in report.notes)
    assert Stakeholder.objects.count() == 0
    assert counts(load(*company.values(), map_participants=True), "stakeholders") == (2, 2, 0, 0, 0)
    assert all(s.personas == [] and s.sentiment == "" for s in Stakeholder.objects.all()), "nothing is assumed"
    assert not any("Nobody stands" in note for note in load(*company.values()).notes)


def test_stages_can_be_made_on_request(load: Load, table: Table) -> None:
    path = table("deals.csv", ["name", "stage"], ["D", "Security review"], ["E", "Lost to nobody"])
    load(path, create_stages=True)
    made = Stage.objects.get(name="Security review")
    assert made.outcome == "open" and made.position < Stage.objects.get(key="won").position
    assert Stage.objects.get(name="Lost to nobody").outcome == "lost"
    assert Opportunity.objects.get(name="D").stage == made


def test_a_stage_past_a_closed_gate_is_taken_flagged_and_named(
    company: dict[str, Path], load: Load, table: Table
) -> None:
    load(*company.values())
    report = load(table("deals.csv", ["Id", "Name", "Stage"], ["006A", "Grid rollout", "Closed Won"]))
    assert Opportunity.objects.get().stage.key == "won"
    assert set(Passage.objects.values_list("way", "opportunity__name")) == {("flagged", "Grid rollout")}
    assert any("flagged: Grid rollout." in note for note in report.notes)


def test_a_stage_past_a_closed_gate_can_be_left_out_with_its_reason(
    company: dict[str, Path], load: Load, table: Table
) -> None:
    load(*company.values())
    rows = (["Id", "Name", "Stage", "Amount"], ["006A", "Grid rollout", "Closed Won", "99"])
    report = load(table("deals.csv", *rows), hold_stages=True)
    deal = Opportunity.objects.get()
    assert (deal.stage.key, deal.amount) == ("negotiation", 99)
    assert (report.rejected, report.left_out) == (0, 1)
    assert "Economic buyer named and engaged" in report.rejections[0].reason and report.rejections[0].left_out
    assert not Passage.objects.exists() and StageChange.objects.count() == 1


def test_a_new_deal_stands_where_the_file_says_and_is_not_flagged(company: dict[str, Path], load: Load) -> None:
    load(*company.values(), hold_stages=True)
    assert Opportunity.objects.get().stage.key == "negotiation" and not Passage.objects.exists()
