"""After two contacts were merged here, the files that still hold both lead to the survivor and change nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coalition.record.models import Activity, Contact, Line, Participant, Stakeholder
from coalition.record.services.merging import merge_contacts
from coalition.sources.files import Report
from tests.sources.conftest import counts

Load = Callable[..., Report]
Table = Callable[..., Path]


@pytest.fixture
def files(table: Table) -> list[Path]:
    return [
        table("accounts.csv", ["Id", "Name"], ["001A", "Grid Holding"]),
        table("opportunities.csv", ["Id", "AccountId", "Name", "StageName"], ["006A", "001A", "Rollout", "Discovery"]),
        table(
            "contacts.csv",
            ["Id", "AccountId", "Name", "Email", "Title", "ReportsToId"],
            ["003A", "001A", "Maria Keller", "maria@grid.example", "CFO", "003C"],
            ["003B", "001A", "M. Keller", "mk@grid.example", "Finance", "003C"],
            ["003C", "001A", "Ada Berg", "ada@grid.example", "CEO", ""],
            ["003D", "001A", "Omar Diaz", "omar@grid.example", "Controller", "003B"],
        ),
        table(
            "roles.csv",
            ["Id", "OpportunityId", "ContactId", "Role"],
            ["00K1", "006A", "003A", "Economic Buyer"],
            ["00K2", "006A", "003B", "Champion"],
        ),
        table(
            "tasks.csv",
            ["Id", "Type", "Subject", "ActivityDate", "WhoId", "WhatId"],
            ["00T1", "Call", "Budget", "2026-03-02", "003A", "006A"],
            ["00T2", "Call", "Scope", "2026-03-03", "003B", "006A"],
        ),
    ]


def of(external_id: str) -> Contact:
    return Contact.objects.get(external_id=external_id)


def test_the_same_files_again_change_nothing_and_refuse_nothing(files: list[Path], load: Load) -> None:
    load(*files)
    keep = merge_contacts(keep=of("003A"), absorb=of("003B"), by=None)
    report = load(*files)
    assert [each.reason for each in report.rejections] == []
    assert all(counts(report, kind)[1:3] == (0, 0) for kind in report.records)
    assert counts(report, "contacts") == (4, 0, 0, 4, 0)
    assert Stakeholder.objects.get().contact == keep
    assert set(Line.objects.filter(to_contact=keep).values_list("from_contact", flat=True)) == {of("003D").pk}
    assert set(Participant.objects.exclude(contact=None).values_list("contact", flat=True)) == {keep.pk}


def test_new_rows_that_name_the_absorbed_reach_the_survivor(files: list[Path], load: Load, table: Table) -> None:
    load(*files)
    keep = merge_contacts(keep=of("003A"), absorb=of("003B"), by=None)
    calls = table(
        "calls.csv",
        ["Id", "Type", "Subject", "ActivityDate", "WhoId", "WhatId"],
        ["00T3", "Call", "By id", "2026-03-04", "003B", "006A"],
        ["00T4", "Call", "By address", "2026-03-05", "MK@grid.example", "006A"],
    )
    more = table("more.csv", ["Id", "AccountId", "Name", "ReportsToId"], ["003E", "001A", "Eva Lund", "003B"])
    report = load(calls, more)
    assert [each.reason for each in report.rejections] == []
    for subject in ("By id", "By address"):
        assert Participant.objects.get(activity__subject=subject, contact__isnull=False).contact == keep
    assert Line.objects.get(from_contact=of("003E")).to_contact == keep
    assert Activity.objects.count() == 4


def test_an_id_that_went_to_the_survivor_updates_the_survivor(load: Load, table: Table, db: None) -> None:
    load(table("contacts.csv", ["Id", "Name", "Email"], ["003A", "M. Keller", "mk@grid.example"]))
    by_hand = Contact.objects.create(name="Maria Keller", email="maria@grid.example")
    merge_contacts(keep=by_hand, absorb=of("003A"), by=None)
    report = load(table("again.csv", ["Id", "Name", "Email", "Title"], ["003A", "Maria Keller", "", "CFO"]))
    assert counts(report, "contacts") == (1, 0, 1, 0, 0)
    by_hand.refresh_from_db()
    assert (by_hand.title, by_hand.email) == ("CFO", "maria@grid.example")
