"""Loading: everything or nothing, once, and with a past that can be read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import authenticate
from django.db import connection

from coalition.access.models import User
from coalition.demo import flagship_external_id
from coalition.demo.calendar import moment
from coalition.demo.load import PASSWORD, DemoRefused, DemoSummary, demo_is_loaded, load_demo
from coalition.demo.simulate import World
from coalition.record.bulk import release_attached
from coalition.record.models import (
    Account,
    Activity,
    Contact,
    DirtyOpportunity,
    Line,
    Opportunity,
    Participant,
    Stakeholder,
    Touch,
)
from tests import factories
from tests.demo.conftest import TODAY
from tests.yardstick import measured

NOW = datetime.combine(TODAY, datetime.min.time(), UTC)


@pytest.fixture
def loaded(db: None, world: World, monkeypatch: pytest.MonkeyPatch) -> DemoSummary:
    """The demo in the database. The world of the session is the one simulated for the same day; made once."""
    monkeypatch.setattr("coalition.demo.load.simulate", {TODAY: world}.__getitem__)
    with measured() as load:
        summary = load_demo(TODAY)
    # With the simulation (1.2 s) within 8 s.
    assert load.seconds < 6.8
    return summary


@pytest.mark.slow
def test_the_demo_loads_whole(loaded: DemoSummary, world: World) -> None:
    assert loaded.loaded
    assert demo_is_loaded()
    assert Account.objects.count() == 60
    assert Contact.objects.count() == 900
    assert Opportunity.objects.count() == 250
    assert Activity.objects.count() == len(world.log)
    assert Participant.objects.count() == len(world.log.parts)
    assert User.objects.count() == 14
    assert Touch.objects.count() > 100_000
    assert DirtyOpportunity.objects.count() == 250
    connection.check_constraints()

    deal = Opportunity.objects.get(external_id=flagship_external_id)
    assert str(deal.uuid) == loaded.flagship_id
    assert deal.stakeholders.count() == 17

    # The past of the flagship: what the history says is what the simulation did.
    assert Stakeholder.history.as_of(NOW).filter(opportunity=deal).count() == 17
    past = NOW - timedelta(days=200)
    early = {row.contact_id: row for row in Stakeholder.history.as_of(past).filter(opportunity=deal)}
    assert 8 <= len(early) < 17
    lennart = Contact.objects.get(name="Lennart Voss")
    assert early[lennart.pk].sentiment == "neutral"
    assert Stakeholder.objects.get(opportunity=deal, contact=lennart).sentiment == "opposed"
    assert Line.history.as_of(past).filter(opportunity=deal).count() < Line.objects.filter(opportunity=deal).count()
    rosa = User.objects.get(email="rosa.martin@meridian.example")
    newest = Stakeholder.history.filter(opportunity=deal, contact=lennart).latest("history_date")
    assert newest.history_user_id == rosa.pk
    assert [change.to_stage.key for change in deal.stage_changes.all()] == ["prospecting", "discovery", "validation"]

    # Versions count the history rows, and the last one is the row itself.
    for stakeholder in Stakeholder.objects.filter(opportunity=deal):
        rows = list(Stakeholder.history.filter(id=stakeholder.pk).order_by("history_date", "version"))
        assert stakeholder.version == len(rows) == rows[-1].version
        assert rows[-1].sentiment == stakeholder.sentiment
        assert rows[0].history_date == stakeholder.recorded_at

    # Times survive the way through Arrow and the database.
    first = Activity.objects.order_by("id").first()
    assert first is not None
    assert first.occurred_at == moment(min(world.log.occurred))

    # A second load does nothing.
    again = load_demo(TODAY)
    assert not again.loaded
    assert Activity.objects.count() == len(world.log)
    release_attached()


@pytest.mark.slow
def test_a_sample_user_signs_in_and_sees_the_flagship(loaded: DemoSummary) -> None:
    user = authenticate(None, email="rosa.martin@meridian.example", password=PASSWORD)
    assert user is not None
    assert Opportunity.objects.filter(
        owner__email="rosa.martin@meridian.example", external_id=flagship_external_id
    ).exists()
    assert Account.objects.filter(team__user=user, name="Halden Freight").exists()


def test_it_refuses_a_database_with_other_accounts(db: None) -> None:
    factories.make_account(name="Ourselves Ltd")
    with pytest.raises(DemoRefused, match="Ourselves Ltd"):
        load_demo(TODAY)
    assert not User.objects.filter(source="demo").exists()


def test_a_failure_half_way_leaves_nothing(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(ids: object) -> int:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("coalition.demo.load.derive_touches", fails)
    with pytest.raises(RuntimeError, match="disk is full"):
        load_demo(TODAY)
    assert not demo_is_loaded()
    assert not Account.objects.exists()
    assert not User.objects.exists()
