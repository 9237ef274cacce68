"""How deals that were let past a rule ended, beside those that met it (D6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count, Q

from coalition.gates.models import Passage, Way
from coalition.judgement.gate_outcomes import RuleOutcomes, outcomes
from coalition.portfolio.settings import current_judgement_settings
from coalition.record.models import Outcome


def outcomes_by_rule(rule_ids: Iterable[int]) -> dict[int, RuleOutcomes]:
    """By internal id of the rule. One query; a deal that went past a rule twice is one deal."""
    deals = Count("opportunity", distinct=True)
    rows = (
        Passage.objects.filter(rule__in=list(rule_ids))
        .values_list("rule_id", "way")
        .annotate(
            deals,
            won=Count("opportunity", distinct=True, filter=Q(opportunity__stage__outcome=Outcome.WON)),
            closed=Count("opportunity", distinct=True, filter=~Q(opportunity__stage__outcome=Outcome.OPEN)),
        )
    )
    counted: dict[int, dict[str, tuple[int, int, int]]] = defaultdict(dict)
    for rule, way, total, won, closed in rows.order_by():
        counted[rule][way] = (won, closed, total - closed)
    least = current_judgement_settings().least_closed_to_say
    return {
        rule: outcomes({way.value: found.get(way.value, (0, 0, 0)) for way in Way}, least)
        for rule, found in counted.items()
    }
