"""A judgement in brief: what lists and map headers show of each deal. The whole is ten times as long and takes
milliseconds to make again, so this is what is worth keeping for every deal of a portfolio."""

from __future__ import annotations

from coalition.judgement.plain import Plain, plain
from coalition.judgement.summary import Judgement

MOST = 5


def brief(judgement: Judgement) -> dict[str, Plain]:
    """Plain JSON values. Lists are cut to the first few; ``left_out`` beside them says how many more there are."""
    j = judgement
    return {
        "as_of": plain(j.as_of),
        "settings_version": j.settings_version,
        "header": plain(j.header),
        "beliefs": plain(j.beliefs),
        "coverage": {"score": j.coverage.score, "engaged_share": j.coverage.engaged_share},
        "threads": {
            "effective": j.threads.effective,
            "single_thread_risk": j.threads.single_thread_risk,
            "rests_on": plain(j.threads.rests_on),
        },
        "consensus": {
            "mean": j.consensus.mean,
            "spread": j.consensus.spread,
            "known_share": j.consensus.known_share,
            "reached": j.consensus.reached,
            "blocking": plain(j.consensus.blocking),
            "missing_approvals": plain(j.consensus.missing_approvals),
        },
        "needed": plain(j.needed),
        "gates": plain(j.gates),
        "stalled": _first("items", j.stalled),
        "gaps": [
            {"key": gap.key, "name": gap.name, "value": gap.value, **_first("items", gap.items)} for gap in j.gaps
        ],
        "map_score": {
            "score": j.map_score.score,
            "colour": j.map_score.colour,
            "cost": j.map_score.cost,
            "to_green": plain(j.map_score.to_green),
        },
        "missing_roles": {
            "basis": j.expectation.basis,
            "why": j.expectation.why,
            "missing": plain(j.expectation.missing),
        },
        "political_sense": plain(j.political_sense),
        "knowledge_gaps": _first("items", j.knowledge_gaps),
    }


def _first(name: str, values: tuple[object, ...]) -> dict[str, Plain]:
    return {name: plain(values[:MOST]), "left_out": max(0, len(values) - MOST)}
