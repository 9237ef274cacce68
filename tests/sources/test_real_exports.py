"""Real exports, kept outside the repository: one in our column names, one of a foreign system with its own."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable
from pathlib import Path

from django.db.models import Sum

from coalition.access.models import Team, User
from coalition.record.models import (
    Account,
    Activity,
    Contact,
    Opportunity,
    Participant,
    Stage,
    StageChange,
    Stakeholder,
    Touch,
)
from coalition.sources.files import Report
from tests.sources.conftest import counts, reasons

Load = Callable[..., Report]
MAPPING = str(Path(__file__).parent / "crm_pipeline.json")


def test_northlight_goes_in_whole_and_again_without_doubling(shared: Path, load: Load) -> None:
    files = sorted((shared / "northlight").glob("*.csv"))
    report = load(*files)
    assert reasons(report) == []
    assert counts(report, "users") == (5, 5, 0, 0, 0)
    assert counts(report, "accounts") == (1, 1, 0, 0, 0)
    assert counts(report, "contacts") == (128, 128, 0, 0, 0)
    assert counts(report, "opportunities") == (1, 1, 0, 0, 0)
    assert counts(report, "activities") == (3435, 3435, 0, 0, 0)
    northlight = Account.objects.get()
    assert (northlight.employees, northlight.country) == (20600, "US")
    assert Contact.objects.filter(account=northlight).count() == 128
    assert Contact.objects.get(external_id="con-3").seniority == "executive"
    deal = Opportunity.objects.get()
    assert (deal.stage.key, deal.kind, deal.owner and deal.owner.name) == ("proposal", "renewal", "Sven Varga")
    assert Activity.objects.filter(account=northlight).count() == 3435
    assert Activity.objects.filter(opportunity=deal).count() == 1049
    assert Activity.objects.filter(direction="inbound").count() == 2293
    assert not Participant.objects.filter(contact=None, user=None).exists(), "every address belongs to somebody"
    assert Touch.objects.values("activity_id").distinct().count() <= 3435
    assert Touch.objects.filter(replied_after_s__isnull=False).exists(), "replies were paired"
    again = load(*reversed(files))
    for kind, found in again.records.items():
        assert found["read"] == found["unchanged"], kind
    assert (Activity.objects.count(), Contact.history.count()) == (3435, 128)


def test_northlight_lists_of_recipients_are_read_in_full(shared: Path, load: Load) -> None:
    load(*(shared / "northlight").glob("*.csv"))
    with (shared / "northlight" / "activities.csv").open(encoding="utf-8", newline="") as file:
        expected = {row["external_id"]: {row["from"], *row["to"].split(";")} for row in csv.DictReader(file)}
    found: dict[str, set[str]] = {}
    for activity, address in Participant.objects.values_list("activity__external_id", "address"):
        found.setdefault(activity, set()).add(address)
    assert found == expected


def test_northlight_map_is_empty_and_can_be_filled(shared: Path, load: Load) -> None:
    files = list((shared / "northlight").glob("*.csv"))
    assert any("Trading analytics renewal" in note for note in load(*files).notes)
    report = load(*files, map_participants=True)
    assert counts(report, "stakeholders")[1] == Stakeholder.objects.count() > 100


def test_a_foreign_export_goes_in_with_a_mapping(shared: Path, load: Load) -> None:
    folder = shared / "crm-pipeline"
    files = [folder / name for name in ("sales_pipeline.csv", "accounts.csv", "sales_teams.csv")]
    report = load(*files, mapping=[MAPPING], source="crm")
    assert reasons(report) == []
    assert counts(report, "accounts") == (85, 85, 0, 0, 0)
    assert counts(report, "opportunities") == (8800, 8800, 0, 0, 0)
    assert Opportunity.objects.filter(account=None).count() == 1425, "open deals without an account stay without"
    assert not Opportunity.objects.filter(owner=None).exists()
    assert User.objects.filter(role="rep").count() == 35 and User.objects.filter(role="manager").count() == 6
    assert {team.parent and team.parent.name for team in Team.objects.filter(members__role="rep")} == {
        "Central",
        "East",
        "West",
    }
    assert Account.objects.filter(parent__isnull=False).count() == 15
    assert (
        not Account.objects.filter(industry="technolgy").exists() and Account.objects.filter(name="Betasoloin").exists()
    )
    acme = Account.objects.get(name="Acme Corporation")
    assert (acme.annual_revenue, acme.currency) == (1_100_040_000, "USD")
    by_stage = {key: Opportunity.objects.filter(stage__key=key).count() for key in ("won", "lost", "discovery")}
    assert by_stage == {"won": 4238, "lost": 2473, "discovery": 1589}
    assert not Opportunity.objects.filter(name="GTXPro").exists()
    with files[0].open(newline="") as file:
        total = sum(int(row["close_value"] or 0) for row in csv.DictReader(file))
    assert Opportunity.objects.aggregate(total=Sum("amount"))["total"] == total
    assert StageChange.objects.count() == 8800
    won = Opportunity.objects.get(external_id="1C1I7A6R")
    assert won.stage_changes.get().occurred_at == dt.datetime(2017, 3, 1, tzinfo=dt.UTC)
    again = load(*files, mapping=[MAPPING], source="crm")
    assert counts(again, "opportunities") == (8800, 0, 0, 8800, 0)
    assert User.objects.count() == 41 and Stage.objects.count() == 7


def test_without_a_mapping_the_foreign_export_says_what_it_lacks(shared: Path, load: Load) -> None:
    report = load(*(shared / "crm-pipeline").glob("*.csv"), kind=["sales_teams.csv=users"])
    assert {each.file for each in report.unreadable} == {"products.csv"}
    assert counts(report, "opportunities")[4] == 1589
    engaging = [each for each in report.rejections if each.value == "Engaging"]
    assert engaging and "--create-stages" in engaging[0].reason
