"""Each kind of record goes in from its usual spellings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from coalition.access.models import Team, User
from coalition.record.models import (
    Account,
    Activity,
    Contact,
    Line,
    Opportunity,
    Participant,
    Stakeholder,
    Touch,
)
from coalition.sources.files import Report
from tests.sources.conftest import counts, reasons

Load = Callable[..., Report]
Table = Callable[..., Path]


def test_hubspot_exports_are_recognised(load: Load, table: Table) -> None:
    report = load(
        table(
            "hubspot-crm-exports-all-contacts.csv",
            ["Record ID", "First Name", "Last Name", "Email", "Job Title", "Associated Company", "Contact owner"],
            ["51", "Li", "Wen", "li@acme.example", "Head of Data", "Acme", "Bo Ek"],
        ),
        table(
            "hubspot-crm-exports-all-companies.csv",
            ["Record ID", "Company name", "Company Domain Name", "Industry", "Number of Employees", "Company owner"],
            ["901", "Acme", "acme.example", "Retail", "40", "Bo Ek"],
        ),
        table(
            "hubspot-crm-exports-all-deals.csv",
            ["Record ID", "Deal Name", "Deal Stage", "Amount", "Close Date", "Deal owner", "Associated Company",
             "Pipeline"],
            ["71", "Acme data", "Contract Sent", "9000.5", "2026-05-01 10:30", "Bo Ek", "Acme", "Sales Pipeline"],
        ),
        table(
            "hubspot-engagements.csv",
            ["Engagement ID", "Activity type", "Activity date", "Email direction", "Email subject",
             "Email from address", "Email to address", "Associated Deal IDs", "Meeting outcome"],
            ["1", "INCOMING_EMAIL", "1767261600000", "INCOMING_EMAIL", "Re: terms", "li@acme.example", "bo@v.example",
             "71", ""],
            ["2", "Meeting", "2026-01-05 09:00", "", "", "", "", "71", "SCHEDULED"],
        ),
        table("owners.csv", ["Owner ID", "Email", "Name", "Role"], ["8", "bo@v.example", "Bo Ek", "rep"]),
    )  # fmt: skip
    assert reasons(report) == []
    deal = Opportunity.objects.get()
    assert (deal.stage.key, deal.amount, deal.owner and deal.owner.name) == ("negotiation", Decimal("9000.50"), "Bo Ek")
    mail, meeting = Activity.objects.order_by("external_id")
    assert (mail.kind, mail.direction, mail.opportunity) == ("email", "inbound", deal)
    assert mail.occurred_at == dt.datetime(2026, 1, 1, 10, tzinfo=dt.UTC)
    assert (meeting.kind, meeting.status) == ("meeting", "planned")
    assert Contact.objects.get().account == deal.account


def test_stakeholders_carry_views_votes_and_evidence(
    load: Load, table: Table, deal: Opportunity, buyer: Contact
) -> None:
    report = load(
        table(
            "stakeholders.csv",
            ["opportunity", "contact", "personas", "sentiment", "sentiment_evidence", "influence", "influence_reason",
             "influence_until", "approval_power", "relationship", "vote_kind", "vote"],
            [deal.name, buyer.name, "Champion; Economic buyer", "Supportive", "asked for references", "high",
             "signs the budget", "2027-01-31", "yes", "4", "veto", "for"],
        )
    )  # fmt: skip
    assert reasons(report) == []
    one = Stakeholder.objects.get()
    assert (one.personas, one.sentiment, one.sentiment_evidence) == (
        ["champion", "economic_buyer"],
        "supportive",
        "asked for references",
    )
    assert (one.influence, one.influence_until, one.approval_power) == ("high", dt.date(2027, 1, 31), True)
    assert (one.relationship, one.vote_kind, one.vote, one.committee_member) == (4, "veto", "for", None)
    assert one.sentiment_at is not None and one.history.get().sentiment == "supportive"


def test_a_view_without_evidence_is_refused_and_says_which_column(
    load: Load, table: Table, deal: Opportunity, buyer: Contact
) -> None:
    path = table("stakeholders.csv", ["opportunity", "contact", "sentiment"], [deal.name, buyer.name, "opposed"])
    report = load(path)
    assert counts(report, "stakeholders") == (1, 0, 0, 0, 1)
    assert "sentiment_evidence" in report.rejections[0].reason
    assert Stakeholder.objects.count() == 0


def test_lines_of_all_kinds(load: Load, table: Table, company: dict[str, Path]) -> None:
    load(*company.values())
    path = table(
        "lines.csv",
        ["kind", "from", "to", "strength", "note", "opportunity"],
        ["Influences", "omar@grid.example", "maria@grid.example", "high", "drafts her papers", ""],
        ["ally", "003B", "003A", "", "", "006A"],
        ["conflict", "003A", "003A", "", "", ""],
        ["reports to", "003A", "003B", "", "", ""],
    )
    report = load(path)
    assert counts(report, "lines") == (4, 2, 0, 0, 2)
    influence = Line.objects.get(kind="influences")
    assert (influence.from_contact.external_id, influence.strength) == ("003B", 3)
    ally = Line.objects.get(kind="ally")
    assert ally.from_contact_id < ally.to_contact_id and ally.opportunity is not None
    said = {each.row: each.reason for each in report.rejections}
    assert "two different people" in said[4]
    assert "Maria Keller → Omar Diaz → Maria Keller" in said[5]
    assert counts(load(path), "lines") == (4, 0, 0, 2, 2)


def test_a_circle_of_managers_names_the_chain_and_leaves_the_rest(load: Load, table: Table) -> None:
    report = load(
        table(
            "contacts.csv",
            ["id", "name", "manager"],
            ["a", "Ada", "b"], ["b", "Ben", "c"], ["c", "Cem", "a"], ["d", "Dee", "a"],
        )
    )  # fmt: skip
    assert counts(report, "contacts") == (4, 4, 0, 0, 0)
    assert counts(report, "lines") == (4, 3, 0, 0, 1)
    assert (report.rejections[0].row, report.rejections[0].column) == (4, "manager")
    assert "Cem → Ada → Ben → Cem" in report.rejections[0].reason


def test_parents_in_a_circle_are_refused_and_the_accounts_go_in(load: Load, table: Table) -> None:
    report = load(table("accounts.csv", ["name", "parent"], ["A", "B"], ["B", "A"], ["C", "Nobody"]))
    assert counts(report, "accounts") == (3, 3, 0, 0, 0)
    said = {each.row: each.reason for each in report.rejections}
    assert "B → A → B" in said[3] and "no such account" in said[4]
    assert Account.objects.get(name="A").parent == Account.objects.get(name="B")


def test_participants_in_rows_of_their_own(load: Load, table: Table, company: dict[str, Path]) -> None:
    event = table(
        "Event.csv",
        ["Id", "Subject", "StartDateTime", "DurationInMinutes", "OwnerId", "EventSubtype"],
        ["00U1", "Workshop", "2026-03-04T09:00:00.000+0000", "90", "005A", "Event"],
    )
    relations = table(
        "participants.csv",
        ["activity", "contact", "email", "role", "response", "seconds"],
        ["00U1", "003A", "", "attendee", "Accepted", ""],
        ["00U1", "", "new.face@grid.example", "attendee", "Declined", ""],
        ["00U9", "003A", "", "attendee", "", ""],
    )
    report = load(*company.values(), event, relations)
    assert counts(report, "participants") == (3, 2, 0, 0, 1)
    workshop = Activity.objects.get(external_id="00U1")
    assert (workshop.kind, workshop.duration_minutes) == ("meeting", 90)
    taking = {p.address or str(p.user): (p.role, p.response) for p in workshop.participants.all()}
    assert taking == {
        "maria@grid.example": ("attendee", "accepted"),
        "new.face@grid.example": ("attendee", "declined"),
        "ann@vendor.example": ("organizer", ""),
    } or taking["maria@grid.example"] == ("attendee", "accepted")
    assert workshop.direction == "outbound"
    assert counts(load(relations), "participants") == (3, 0, 0, 2, 1)


def test_an_address_is_claimed_by_the_contact_who_comes_later(load: Load, table: Table, deal: Opportunity) -> None:
    mails = table(
        "mails.csv",
        ["id", "kind", "date", "from", "to"],
        ["m1", "email", "2026-02-01T10:00:00Z", "late@corner.example", "owner@vendor.example"],
    )
    load(mails)
    assert Participant.objects.filter(contact=None, address="late@corner.example").count() == 1
    load(table("contacts.csv", ["name", "email", "account"], ["Late Comer", "late@corner.example", "Northwind Grid"]))
    late = Contact.objects.get(email="late@corner.example")
    assert Participant.objects.get(address="late@corner.example").contact == late
    assert Touch.objects.filter(contact_id=late.pk).count() == 1


def test_activities_without_ids_do_not_double_and_equal_rows_stay_two(load: Load, table: Table) -> None:
    row = ["email", "2026-02-01 10:00", "a@x.example", "b@y.example; c@y.example", "Hello"]
    path = table("mails.csv", ["type", "date", "from", "to", "subject"], row, row)
    assert counts(load(path), "activities") == (2, 2, 0, 0, 0)
    assert counts(load(path), "activities") == (2, 0, 0, 2, 0)
    assert Participant.objects.count() == 6


def test_users_without_addresses_get_teams_under_their_managers(load: Load, table: Table) -> None:
    path = table(
        "sales_team.csv",
        ["name", "manager", "team"],
        ["Ann Ay", "Mo Boss", "Central"], ["Bo Be", "Kim Chief", "Central"], ["Cy Ce", "Kim Chief", "Central"],
    )  # fmt: skip
    load(path)
    central = Team.objects.get(name="Central")
    assert {team.name for team in central.children.all()} == {"Mo Boss's team", "Kim Chief's team"}
    kim = User.objects.get(name="Kim Chief")
    assert (kim.role, kim.team, kim.email) == (
        "manager",
        User.objects.get(name="Cy Ce").team,
        "kim.chief@no-address.invalid",
    )
    load(path)
    assert (User.objects.count(), Team.objects.count()) == (5, 3)
