"""Looks at deals that were just judged, and keeps what it finds. Runs in the pass that scores dirty deals."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from coalition.judgement.signals import Finding, findings
from coalition.portfolio.judging import Judged
from coalition.portfolio.settings import current_judgement_settings
from coalition.signals.selectors.news import news_of
from coalition.signals.selectors.rules import active_rules, as_judged, found_by
from coalition.signals.services.keeping import keep


def watch(judged: Mapping[int, Judged]) -> Callable[[set[int]], None]:
    """Find, outside a transaction; what is returned keeps it, in the caller's, for the deals still held then."""
    settings = current_judgement_settings()
    news = news_of({key: each.snapshot for key, each in judged.items()})
    rules = [(row, as_judged(row)) for row in active_rules()]
    found: dict[int, tuple[Finding, ...]] = {
        key: (*findings(each.snapshot, news[key], settings, each.judgement), *found_by(rules, each.snapshot))
        for key, each in judged.items()
    }
    owners = {key: each.snapshot.deal.owner_id for key, each in judged.items()}

    def store(opportunity_ids: set[int]) -> None:
        held = {key: each for key, each in found.items() if key in opportunity_ids}
        keep(held, owners=owners)

    return store
