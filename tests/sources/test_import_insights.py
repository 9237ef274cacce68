"""Insights come in with whose they are, again without doubling, and wrong ones say what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coalition.record.models import Activity, Contact, Insight
from coalition.record.services.merging import merge_contacts
from coalition.sources.files import Report
from tests.sources.conftest import counts, reasons

Load = Callable[..., Report]
Table = Callable[..., Path]
HEADING = ["Id", "Kind", "Insight", "Our answer", "Deal", "Contacts", "Told by", "Confirmed", "Confirmed at"]


@pytest.fixture
def company(table: Table) -> list[Path]:
    return [
        table("accounts.csv", ["Id", "Name"], ["A1", "Grid Holding"], ["A2", "Other"]),
        table(
            "contacts.csv",
            ["Id", "AccountId", "Name", "Email"],
            ["C1", "A1", "Maria Keller", "maria@grid.example"],
            ["C2", "A1", "Omar Diaz", "omar@grid.example"],
        ),
        table(
            "deals.csv",
            ["Id", "AccountId", "Name", "StageName"],
            ["O1", "A1", "Rollout", "Discovery"],
            ["O2", "A2", "Elsewhere", "Discovery"],
        ),
    ]


@pytest.fixture
def insights(table: Table) -> Path:
    return table(
        "insights.csv",
        HEADING,
        ["I1", "Goals", "Fewer outages", "The pilot", "O1", "C1; omar@grid.example", "C2", "yes", "2026-05-04"],
        ["", "Objection", "Too new", "", "Rollout", "Maria Keller", "", "", ""],
    )


def test_insights_come_in_with_the_people_of_the_same_import(company: list[Path], insights: Path, load: Load) -> None:
    report = load(*company, insights)
    assert [each.reason for each in report.rejections] == []
    assert counts(report, "insights") == (2, 2, 0, 0, 0)
    goal, concern = Insight.objects.order_by("kind").reverse()
    maria, omar = (Contact.objects.get(external_id=key) for key in ("C1", "C2"))
    assert (goal.kind, goal.answer, goal.account.name, goal.opportunity.name) == (  # type: ignore[union-attr]
        "goal", "The pilot", "Grid Holding", "Rollout",
    )  # fmt: skip
    assert goal.contact_ids == [str(maria.uuid), str(omar.uuid)] and goal.told_by == omar
    assert goal.confirmed_by_customer is True and goal.confirmed_at is not None
    assert (concern.kind, concern.contact_ids, concern.confirmed_by_customer) == ("concern", [str(maria.uuid)], None)
    assert goal.history.get().history_change_reason == "import insights.csv"


def test_the_same_file_again_changes_nothing_and_a_new_answer_updates(
    company: list[Path], insights: Path, load: Load, table: Table
) -> None:
    load(*company, insights)
    assert counts(load(insights), "insights") == (2, 0, 0, 2, 0)
    answered = table("insights.csv", HEADING, ["I1", "Goal", "Fewer outages", "The pilot, twice", "", "", "", "", ""])
    assert counts(load(answered), "insights") == (1, 0, 1, 0, 0)
    assert Insight.objects.get(external_id="I1").answer == "The pilot, twice"
    assert len(Insight.objects.get(external_id="I1").contact_ids) == 2, "an empty cell erases nothing"


def test_what_cannot_stand_is_said_with_what_to_do(company: list[Path], load: Load, table: Table) -> None:
    path = table(
        "insights.csv",
        [*HEADING, "Account"],
        ["I1", "Wish", "Fewer outages", "", "O1", "", "", "", "", ""],
        ["I2", "Goal", "", "", "O1", "", "", "", "", ""],
        ["I3", "Goal", "Nowhere", "", "", "", "", "", "", ""],
        ["I4", "Goal", "Wrong deal", "", "O2", "", "", "", "", "A1"],
        ["I5", "Goal", "By a stranger", "", "O1", "Nobody Known", "", "", "", ""],
    )
    report = load(*company, path)
    assert counts(report, "insights") == (5, 1, 0, 0, 4)
    assert reasons(report) == [
        (2, "Kind", "Wish"), (3, "Insight", ""), (4, "Account", ""), (5, "Deal", "O2"), (6, "Contacts", "Nobody Known"),
    ]  # fmt: skip
    assert "name the account, a deal of it" in report.rejections[2].reason


def test_an_insight_of_somebody_who_was_merged_is_the_survivors(
    company: list[Path], insights: Path, load: Load
) -> None:
    load(*company)
    maria, omar = (Contact.objects.get(external_id=key) for key in ("C1", "C2"))
    merge_contacts(keep=maria, absorb=omar, by=None)
    load(insights)
    goal = Insight.objects.get(external_id="I1")
    assert goal.contact_ids == [str(maria.uuid)] and goal.told_by == maria


@pytest.mark.parametrize(
    ("heading", "value", "minutes"),
    [
        ("hs_call_duration", "540000", 9),
        ("CallDurationInSeconds", "540", 9),
        ("Call duration", "540", 9),
        ("Call duration", "540000", 9),
        ("DurationInMinutes", "9", 9),
    ],
)
def test_the_length_of_a_call_is_read_in_the_unit_of_its_crm(
    load: Load, table: Table, heading: str, value: str, minutes: int
) -> None:
    load(table("calls.csv", ["Id", "Type", "Date", "To", heading], ["1", "Call", "2026-05-04", "a@x.example", value]))
    assert Activity.objects.get().duration_minutes == minutes
