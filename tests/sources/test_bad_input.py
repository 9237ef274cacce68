"""Values and references that cannot stand: each is told with its place and what to do, and the rest goes in."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition.record.models import Account, Activity, Contact, Line, Opportunity
from coalition.sources.files import BadOption, Report
from coalition.sources.files.report import harmless
from tests.sources.conftest import counts, reasons

Load = Callable[..., Report]
Table = Callable[..., Path]


def test_an_unknown_column_is_named_and_left_out(load: Load, table: Table) -> None:
    report = load(table("accounts.csv", ["name", "Shoe size"], ["A", "42"]))
    assert counts(report, "accounts") == (1, 1, 0, 0, 0)
    assert report.notes == [
        "accounts.csv: column 'Shoe size' not known and left out. To read one: --mapping 'Shoe size=FIELD' "
        "(fields are in docs/reference/import.md)."
    ]


def test_two_contacts_with_one_address_name_both_rows(load: Load, table: Table) -> None:
    path = table("contacts.csv", ["id", "name", "email"], ["1", "A", "x@y.example"], ["2", "B", "X@Y.example"])
    report = load(path)
    assert counts(report, "contacts") == (2, 1, 0, 0, 1)
    assert reasons(report) == [(3, "email", "x@y.example")]
    assert report.rejections[0].reason == (
        "the same e-mail address as row 2 of contacts.csv: merge the two rows, or correct one"
    )


def test_an_address_somebody_in_the_record_has_is_refused(load: Load, table: Table) -> None:
    load(table("contacts.csv", ["id", "name", "email"], ["1", "Ada", "x@y.example"]))
    report = load(table("more.csv", ["id", "name", "email", "title"], ["2", "Ben", "x@y.example", "CFO"]))
    assert counts(report, "contacts") == (1, 0, 0, 0, 1)
    assert "belongs to Ada (1) already: merge the two, or correct the address" in report.rejections[0].reason


def test_a_manager_nobody_knows_costs_the_line_and_not_the_contact(load: Load, table: Table) -> None:
    report = load(table("contacts.csv", ["id", "name", "Manager ID"], ["1", "A", "99"]))
    assert counts(report, "contacts") == (1, 1, 0, 0, 0)
    assert counts(report, "lines") == (1, 0, 0, 0, 1)
    assert reasons(report) == [(2, "Manager ID", "99")]
    assert "no such contact" in report.rejections[0].reason and "import it too" in report.rejections[0].reason
    assert Line.objects.count() == 0


def test_a_stage_that_does_not_exist_names_those_that_do(load: Load, table: Table) -> None:
    report = load(table("deals.csv", ["name", "stage"], ["A", "Handshake"], ["B", "Proposal"]))
    assert counts(report, "opportunities") == (2, 1, 0, 0, 1)
    assert reasons(report) == [(2, "stage", "Handshake")]
    said = report.rejections[0].reason
    assert "Discovery, Technical validation, Proposal" in said
    assert "--create-stages" in said and "--mapping 'stage:Handshake=" in said


def test_the_thirty_first_of_february_is_no_date(load: Load, table: Table) -> None:
    path = table("deals.csv", ["name", "stage", "close date"], ["A", "Won", "31/02/2025"], ["B", "Won", "28/02/2025"])
    report = load(path)
    assert counts(report, "opportunities") == (2, 1, 0, 0, 1)
    assert reasons(report) == [(2, "close date", "31/02/2025")]
    assert "day/month/year" in report.rejections[0].reason
    assert Opportunity.objects.get().close_on == dt.date(2025, 2, 28)


def test_formulas_stay_data_and_cannot_run_from_the_error_file(load: Load, table: Table, tmp_path: Path) -> None:
    evil = '=HYPERLINK("https://evil.example","x")'
    errors = tmp_path / "errors.csv"
    report = load(
        table("accounts.csv", ["name", "employees", "notes"], ["A", evil, "@x"], ["B", "5", evil]), errors=errors
    )
    assert Account.objects.get().notes == evil
    assert report.rejections[0].value == evil
    with errors.open(newline="") as file:
        heading, row = csv.reader(file)
    assert heading == ["file", "row", "column", "value", "reason"]
    assert row[:4] == ["accounts.csv", "2", "employees", "'" + evil]
    assert [harmless(v) for v in ("-5", "+49 30", "-cmd", "fine", "")] == ["-5", "+49 30", "'-cmd", "fine", ""]


def test_an_errors_file_that_cannot_be_written_is_said(load: Load, table: Table, tmp_path: Path) -> None:
    with pytest.raises(BadOption, match="Choose another file"):
        load(table("accounts.csv", ["name", "industry"], ["A", ""]), errors=tmp_path / "no" / "errors.csv")
    assert Account.objects.count() == 0, "found out before anything was written"


def test_unknown_references_are_rejected_with_what_to_do(load: Load, table: Table) -> None:
    report = load(
        table("contacts.csv", ["name", "account"], ["A", "Nowhere Ltd"]),
        table("stakeholders.csv", ["opportunity", "contact", "role"], ["No deal", "A", "Champion"]),
    )
    assert counts(report, "contacts") == (1, 0, 0, 0, 1)
    assert counts(report, "stakeholders") == (1, 0, 0, 0, 1)
    assert all("import it too, or correct the value" in each.reason for each in report.rejections)


def test_an_ambiguous_name_asks_for_the_id(load: Load, table: Table) -> None:
    report = load(
        table("accounts.csv", ["id", "name"], ["1", "Twin"], ["2", "Twin"]),
        table("contacts.csv", ["name", "email", "account"], ["A", "a@b.example", "Twin"], ["B", "b@b.example", "2"]),
    )
    assert counts(report, "contacts") == (2, 1, 0, 0, 1)
    assert "2 accounts go by this: give the id instead" in report.rejections[0].reason
    assert Contact.objects.get().account.external_id == "2"


def test_an_unknown_persona_names_the_known_ones(load: Load, table: Table, deal: Opportunity, buyer: Contact) -> None:
    report = load(table("roles.csv", ["opportunity", "contact", "role"], [deal.name, buyer.name, "Gate-crasher"]))
    assert "no such persona: use one of blocker, champion" in report.rejections[0].reason


def test_an_owner_who_is_none_of_ours_is_left_out_and_said(load: Load, table: Table) -> None:
    report = load(table("deals.csv", ["name", "stage", "owner"], ["A", "Won", "Stranger"]))
    assert counts(report, "opportunities") == (1, 1, 0, 0, 0)
    assert (report.rejected, report.left_out) == (0, 1)
    assert "import users too" in report.rejections[0].reason


def test_a_mail_of_the_future_is_refused_and_a_planned_meeting_is_not(load: Load, table: Table) -> None:
    path = table(
        "activities.csv",
        ["id", "kind", "date", "from", "to"],
        ["1", "email", "2099-01-01", "a@x.example", "b@y.example"],
        ["2", "meeting", "2099-01-01", "a@x.example", "b@y.example"],
    )
    report = load(path)
    assert counts(report, "activities") == (2, 1, 0, 0, 1)
    assert report.rejections[0].reason.endswith("only a meeting or a call can be: correct the date")


def test_a_length_below_zero_or_beyond_all_measure_costs_only_itself(load: Load, table: Table) -> None:
    heading = ["id", "kind", "date", "from", "to", "duration"]
    rows = [[str(n), "call", "2026-02-03", "a@x.example", "b@y.example", said] for n, said in enumerate(
        ["-30", "999999999999999999999", "45"], 1
    )]  # fmt: skip
    report = load(table("activities.csv", heading, *rows))
    assert counts(report, "activities") == (3, 3, 0, 0, 0)
    assert reasons(report) == [(2, "duration", "-30"), (3, "duration", "999999999999999999999")]
    assert sorted(Activity.objects.values_list("external_id", "duration_minutes")) == [
        ("1", None),
        ("2", None),
        ("3", 45),
    ]


def test_numbers_that_no_column_takes_are_refused(load: Load, table: Table) -> None:
    report = load(
        table("accounts.csv", ["name", "employees"], ["A", "99999999999"], ["B", "5"]),
        table("deals.csv", ["name", "stage", "amount"], ["X", "Won", "-5"], ["Y", "Won", "0"]),
    )
    assert (Account.objects.get().name, Opportunity.objects.get().name) == ("B", "Y")
    assert {each.reason for each in report.rejections} == {
        "must be 2147483647 or less: correct it",
        "must be 0 or more: correct it",
    }


def test_people_known_from_another_system_keep_their_managers_and_deals(load: Load, table: Table) -> None:
    people = ["id", "name", "email", "Manager ID"]
    load(table("old.csv", people, ["o1", "Ada", "ada@x.example", ""], ["o2", "Ben", "ben@x.example", ""]), source="old")
    report = load(table("new.csv", people, ["n1", "Ada", "ada@x.example", ""], ["n2", "Ben", "ben@x.example", "n1"]),
                  source="new")  # fmt: skip
    assert report.rejections == []
    line = Line.objects.get()
    assert (line.from_contact.name, line.to_contact.name) == ("Ben", "Ada")
