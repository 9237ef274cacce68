"""What a deal tells, from snapshots alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings

from coalition.judgement.people import BehaviourView, Engagement, SellerView, Sentiment, Silence, Stakeholder
from coalition.judgement.signals import KINDS, News, findings
from coalition.judgement.signals.model import RANK, Bounce, Finding, JobChange, ManagerChange, NewName
from coalition.judgement.snapshot import DealSnapshot, OurPerson, OurTie
from tests.judgement.example import BEN, EXAMPLE
from tests.judgement.strategies import NOW, ago, deals


def told(snapshot: DealSnapshot, news: News | None = None) -> dict[str, Finding]:
    return {each.key: each for each in findings(snapshot, news or News())}


def with_person(person: Stakeholder) -> DealSnapshot:
    others = tuple(each for each in EXAMPLE.people if each.contact_id != person.contact_id)
    return replace(EXAMPLE, people=(*others, person))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(deals())
def test_every_finding_has_one_cause_a_kind_a_sentence_and_a_way_out(snapshot: DealSnapshot) -> None:
    found = findings(snapshot)
    assert len({each.key for each in found}) == len(found)
    for each in found:
        assert each.kind in KINDS and each.severity in RANK
        assert each.text.endswith(".") or each.kind == "own_rule"
        assert each.action and each.evidence
        assert len(each.key) <= 200


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(deals())
def test_the_order_of_the_records_never_shows(snapshot: DealSnapshot) -> None:
    turned = replace(snapshot, people=snapshot.people[::-1], lines=snapshot.lines[::-1], ties=snapshot.ties[::-1])
    assert {each.key: each.severity for each in findings(turned)} == {
        each.key: each.severity for each in findings(snapshot)
    }


def test_a_closed_deal_tells_nothing() -> None:
    assert not findings(replace(EXAMPLE, deal=replace(EXAMPLE.deal, outcome="won")))


def test_a_champion_fallen_quiet_is_told_once_and_with_who_could_reach_them() -> None:
    quiet = replace(BEN, engagement=replace(BEN.engagement, level="lapsed", silence=Silence(30, 8.2, 0.4)))
    snapshot = replace(
        with_person(quiet), our_people=(OurPerson("u1", "Rosa Martín"),), ties=(OurTie("u1", "ben", 0.8),)
    )
    found = told(snapshot)
    assert found["gone_quiet:ben"].severity == "high"
    assert "8 answers were due in 30 days, 0 came" in found["gone_quiet:ben"].text
    assert "Rosa Martín knows them best" in found["gone_quiet:ben"].action
    assert not any(key.startswith(("silent:", "role_not_engaged:champion")) for key in found if "ben" in key)


def test_who_fell_quiet_is_told_until_heard_from_even_when_their_old_pace_is_forgotten() -> None:
    key, last = "gone_quiet:ben", ago(63)
    lasting = with_person(replace(BEN, engagement=Engagement("lapsed", 5.0, last_two_way_at=last)))
    (still,) = [each for each in findings(lasting, held={key}) if each.key == key]
    assert still.severity == "high"
    assert "nothing was heard from them for 9 weeks" in still.text
    assert key not in told(lasting)  # whom nobody told of is silent, and no more
    heard = with_person(replace(BEN, engagement=Engagement("engaged", 50.0, last_two_way_at=ago(2))))
    assert key not in {each.key for each in findings(heard, held={key})}


def test_coldness_behind_a_warm_mark_is_grave_and_a_matter_of_degree_is_no_signal() -> None:
    seller = SellerView("advocate", "Told me so in the corridor.")
    cold = replace(BEN, sentiment=Sentiment(-67, "behaviour", "", True, seller, BehaviourView(-67, 0.9)))
    cool = replace(BEN, sentiment=Sentiment(34, "behaviour", "", True, seller, BehaviourView(34, 0.9)))
    assert (
        told(with_person(replace(cold, influence=replace(BEN.influence, level="high"))))["diverges:ben"].severity
        == "high"
    )
    assert "diverges:ben" not in told(with_person(cool))


def test_turning_is_told_from_the_parts_and_from_the_weeks_before() -> None:
    view = BehaviourView(-9, 0.87, (("reply_latency", 0.1), ("acceptance", -0.6)))
    turning = replace(BEN, sentiment=Sentiment(-8, "blend", "", False, SellerView("neutral"), view))
    assert "invitations are turned down" in told(with_person(turning))["turned:ben"].text
    fallen = replace(turning, sentiment=replace(turning.sentiment, behaviour=BehaviourView(10, 0.8)))
    assert "turned:ben" not in told(with_person(fallen))
    assert "from 55 to 10" in told(with_person(fallen), News(warmest={"ben": 55.0}))["turned:ben"].text


def test_news_becomes_signals_of_those_on_the_map_and_of_nobody_else() -> None:
    news = News(
        bounces=(Bounce("ben", ago(2), "a1"), Bounce("stranger", ago(2), "a2")),
        new_names=(NewName("lena.vos@customer.example", 4, ago(9), ago(1), "a3"),),
        jobs=(JobChange("cleo", "title", "Architect", "Chief Architect", ago(3)),),
        managers=(ManagerChange("cleo", "ada", ago(3), "l1"),),
    )
    found = told(EXAMPLE, news)
    assert found["bounced:ben"].evidence[0].id == "a1"
    assert "bounced:stranger" not in found
    assert found["new_name:lena.vos@customer.example"].severity == "medium"
    assert "4 times" in found["new_name:lena.vos@customer.example"].text
    assert {each.kind for each in found.values()} >= {"changed_job", "changed_manager"}


def test_of_somebody_whose_mail_bounces_nothing_else_is_said() -> None:
    quiet = replace(BEN, engagement=replace(BEN.engagement, silence=Silence(30, 8, 0)))
    found = told(with_person(quiet), News(bounces=(Bounce("ben", NOW, "a1"),)))
    assert [key for key in found if key.endswith(":ben")] == ["bounced:ben"]


def test_added_and_never_answered_is_told_after_a_month() -> None:
    new = Stakeholder("s-x", "xen", name="Xen Oda", personas=("ratifier",), engagement=Engagement("present"))
    assert "stalled:xen" not in told(with_person(replace(new, added_at=NOW - timedelta(days=29))))
    assert told(with_person(replace(new, added_at=NOW - timedelta(days=31))))["stalled:xen"].severity == "medium"
    assert (
        told(with_person(replace(new, personas=("economic_buyer",), added_at=NOW)))["never_met:xen"].severity == "high"
    )


def test_a_missing_role_names_the_won_deals_it_was_compared_with() -> None:
    nobody = replace(EXAMPLE, people=tuple(p for p in EXAMPLE.people if "champion" not in p.personas))
    found = told(nobody)["role_missing:champion"]
    assert found.severity == "high"
    assert found.evidence[0].text
