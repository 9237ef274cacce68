"""What the product makes of the planted stories: scores and judgement of the loaded company, the manifest unseen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import Any

import pytest
import time_machine

from coalition.demo.load import load_demo
from coalition.demo.simulate import World
from coalition.portfolio.models import DealScore, StakeholderScore
from coalition.portfolio.scores import score_opportunities
from coalition.record.bulk import release_attached
from coalition.record.models import Contact, Opportunity
from coalition.signals.models import Signal
from tests.demo.conftest import TODAY

Noticed = dict[str, dict[str, set[str]]]  # deal to the code of a risk to external ids of contacts


@pytest.fixture
def noticed(db: None, world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Noticed]:
    monkeypatch.setattr("coalition.demo.load.simulate", {TODAY: world}.__getitem__)
    deals = Opportunity.objects.filter(stage__outcome="open")
    # Judgement and signals are of now, and mails older than two months are no news.
    with time_machine.travel(datetime.combine(TODAY, time(18), UTC), tick=False):
        load_demo(TODAY)
        score_opportunities(list(deals.values_list("pk", flat=True)))
    named = {str(uuid): key for uuid, key in Contact.objects.values_list("uuid", "external_id")}
    found: Noticed = defaultdict(lambda: defaultdict(set))
    for deal in DealScore.objects.filter(opportunity__in=deals).select_related("opportunity"):
        for risk in deal.judgement["header"]["risks"]:
            found[deal.opportunity.external_id][risk["code"]] |= {named[key] for key in risk["contact_ids"]} or {""}
    yield found
    release_attached()


@pytest.mark.slow
def test_the_planted_stories_are_noticed_and_the_healthy_deals_left_in_peace(noticed: Noticed, world: World) -> None:
    missed: list[tuple[str, str, Any]] = []
    for story in world.stories:
        said = noticed[story.opportunity]
        people = set(story.people)
        seen = {
            "champion_gone_quiet": bool(people & said["gone_quiet"]),
            "cfo_never_met": bool(people & (said["never_met"] | said["role_not_engaged"] | said["silent"])),
            "single_threaded": bool(said["single_thread"]),
            "rosy_view": bool(people & said["diverges"]),
            "healthy": not said["gone_quiet"] and not said["single_thread"],
        }
        if not seen.get(story.kind, True):
            missed.append((story.kind, story.opportunity, {code: sorted(who) for code, who in said.items()}))
    assert not missed


@pytest.mark.slow
def test_hardly_anybody_without_a_story_counts_as_fallen_quiet(noticed: Noticed, world: World) -> None:
    planted = {person for story in world.stories for person in story.people}
    suspected = {person for said in noticed.values() for person in said["gone_quiet"]} - planted
    assert StakeholderScore.objects.filter(opportunity__stage__outcome="open").count() > 300
    assert len(suspected) <= 4, suspected


#: Which kinds of signal tell a story. All but those of a new name and of single threads must name its people.
SIGNALS = {
    "champion_gone_quiet": {"gone_quiet"},
    "cfo_never_met": {"never_met", "role_not_engaged"},
    "single_threaded": {"single_thread"},
    "blocker_rising": {"turned", "diverges", "opposed"},
    "new_name_in_cc": {"new_name"},
    "contact_left": {"bounced", "left"},
    "stalled_for_the_rule": {"stalled"},
    "rosy_view": {"diverges"},
}
_NAMELESS = {"new_name_in_cc", "single_threaded"}


@pytest.mark.slow
def test_every_planted_story_has_its_signal_and_healthy_deals_are_nearly_silent(noticed: Noticed, world: World) -> None:
    raised = list(Signal.objects.select_related("opportunity", "contact"))
    missed: list[tuple[str, str]] = []
    mild: list[str] = []
    for story in world.stories:
        here = [each for each in raised if each.opportunity.external_id == story.opportunity]
        if story.kind == "healthy":
            assert not [each.text for each in here if each.severity == "high"]
            mild += [each.text for each in here]
            continue
        told = [each for each in here if each.kind in SIGNALS[story.kind] and each.severity != "low"]
        whom = {each.contact.external_id for each in told if each.contact}
        if not told or (story.kind not in _NAMELESS and not whom & set(story.people)):
            missed.append((story.kind, story.opportunity))
    assert len([story for story in world.stories if story.kind != "healthy"]) == 31
    assert not missed
    assert len(mild) <= 12, mild
