"""A rule tried on the last quarter before it goes live: how often it would have fired, and how those deals ended."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from coalition.judgement.own_rules import OwnRule
from coalition.judgement.rule_fields import parts_of
from coalition.judgement.settings import JudgementSettings
from coalition.judgement.snapshot import DealSnapshot
from coalition.portfolio.pasts.snapshots import deals_since, snapshots_of
from coalition.portfolio.settings import current_judgement_settings
from coalition.record.models import Opportunity, Outcome
from coalition.signals.selectors.rules import deal_values

#: Whole weeks apart: moments are moved onto each other, and a Monday must stay one.
QUARTER, EVERY = timedelta(weeks=13), timedelta(weeks=3)
MOMENTS = 5
EXAMPLES = 10


@dataclass(frozen=True)
class Example:
    """A deal the rule would have fired on: when it did so first, and what it would have said."""

    deal: Opportunity
    at: datetime
    text: str


@dataclass(frozen=True)
class Trial:
    """``fired`` counts each time it began to hold; the deals are counted once."""

    since: datetime
    until: datetime
    deals: int
    left_out: int
    fired: int
    on_deals: int
    then_lost: int
    then_won: int
    still_open: int
    examples: tuple[Example, ...]


def try_rule(rule: OwnRule, now: datetime) -> Trial:
    """What the rule would have done at five moments of the last quarter. Nothing is stored."""
    moments = [now - QUARTER + EVERY * place for place in range(MOMENTS)]
    chosen = deals_since(moments[0])
    lived: dict[int, list[DealSnapshot]] = defaultdict(list)
    parts = frozenset(part for each in rule.conditions for part in parts_of(each.field))
    for (deal, _), snapshot in sorted(snapshots_of(chosen, moments, parts).items()):
        lived[deal].append(snapshot)
    settings = current_judgement_settings()
    fired, first = 0, {}
    for deal, snapshots in lived.items():
        begun = _beginnings(rule, snapshots, settings)
        fired += len(begun)
        if begun:
            first[deal] = Example(chosen.deals[deal], *begun[0])
    ends = [chosen.deals[key].stage.outcome for key in first]
    return Trial(
        since=moments[0],
        until=now,
        deals=len(chosen.deals),
        left_out=chosen.left_out,
        fired=fired,
        on_deals=len(first),
        then_lost=ends.count(Outcome.LOST),
        then_won=ends.count(Outcome.WON),
        still_open=ends.count(Outcome.OPEN),
        examples=tuple(sorted(first.values(), key=lambda each: each.at, reverse=True)[:EXAMPLES]),
    )


def _beginnings(
    rule: OwnRule, snapshots: list[DealSnapshot], settings: JudgementSettings
) -> list[tuple[datetime, str]]:
    """When it would have begun to hold, and what it would have said. It ends by eased limits, as a live one does."""
    eased = rule.eased(settings.closing_margin)
    held, begun = False, []
    for snapshot in snapshots:
        deal = deal_values(snapshot, settings)
        met = (eased if held else rule).matches(deal.frame.people, deal)
        if met is not None and not held:
            begun.append((snapshot.as_of, rule.say(met, snapshot.deal.name, deal)))
        held = met is not None
    return begun
