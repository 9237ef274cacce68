"""Looks at deals that were just judged, and keeps what it finds. Runs in the pass that scores dirty deals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta

from coalition.judgement.signals import Finding, findings
from coalition.portfolio.judging import Judged
from coalition.portfolio.settings import current_judgement_settings
from coalition.signals.models import Signal
from coalition.signals.selectors.news import news_of
from coalition.signals.selectors.rules import active_rules, as_judged, found_by
from coalition.signals.services.keeping import keep


def watch(judged: Mapping[int, Judged]) -> Callable[[set[int]], None]:
    """Find, outside a transaction; what is returned keeps it, in the caller's, for the deals still held then."""
    settings = current_judgement_settings()
    news = news_of({key: each.snapshot for key, each in judged.items()})
    told = told_by(judged)
    rules = [(row, as_judged(row)) for row in active_rules()]
    found: dict[int, tuple[Finding, ...]] = {
        key: (
            *findings(each.snapshot, news[key], settings, each.judgement, told[key]),
            *found_by(rules, each.snapshot, settings, told[key]),
        )
        for key, each in judged.items()
    }
    owners = {key: each.snapshot.deal.owner_id for key, each in judged.items()}

    def store(opportunity_ids: set[int]) -> None:
        held = {key: each for key, each in found.items() if key in opportunity_ids}
        keep(held, owners=owners, wavers=timedelta(days=settings.wavering_days))

    return store


def told_by(opportunity_ids: Iterable[int]) -> dict[int, set[str]]:
    """By deal: keys of the causes its signals tell now. One query."""
    rows = Signal.objects.filter(opportunity_id__in=list(opportunity_ids), is_present=True)
    told: dict[int, set[str]] = defaultdict(set)
    for deal, key in rows.values_list("opportunity_id", "key"):
        told[deal].add(key)
    return told
