"""`coalition evaluate influence`: does the influence score put the senior above the junior?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import rustworkx as rx

from coalition.scoring import engine
from coalition.scoring.evaluation import figures
from coalition.scoring.evaluation.files import FileProblem, Message, people_of
from coalition.scoring.evaluation.world import DEAL, Log, Numbers, end_of, stakeholders, their_network
from coalition.scoring.settings import DEFAULT, ScoringSettings
from coalition.scoring.tables import LINES, USERS, ScoringTables, table_of

#: What study files call the lines we know. Asking somebody's advice is being influenced by them.
ASKING = frozenset({"advice", "advises_with", "asks_advice", "seeks_advice", "influenced_by"})
REPORTING = frozenset({"reports_to", "reports", "reporting"})
OWN = frozenset({"influences", "dotted"})
LOW = 0.4


@dataclass(frozen=True)
class Truth:
    """Who stands above whom, as pairs of positions in ``names``; ``levels`` where ranks are known."""

    names: list[str]
    superior: Any
    subordinate: Any
    levels: Any


def evaluate_messages(
    messages: list[Message],
    levels: dict[str, float],
    pairs: list[tuple[str, str]],
    observers: list[str],
    settings: ScoringSettings = DEFAULT,
) -> dict[str, Any]:
    """Figures from mail. Observers are ours: they see what they took part in, and are left out of graph and truth."""
    everybody = people_of(messages)
    _refuse_strangers(everybody, levels, pairs)
    numbers = Numbers.of(everybody | set(levels) | set(observers))
    ours = {name: _rank(name, levels) for name in observers}
    log, users = their_network(messages, numbers, ours)
    if not log.activities:
        raise FileProblem("None of the observers took part in any message; check that the names match.")
    people = [name for name in numbers.names if name not in ours]
    tables = ScoringTables(
        stakeholders=stakeholders((DEAL, numbers[name]) for name in people), touches=log.touches(), users=users
    )
    scores = engine.score(tables, end_of(messages), settings).stakeholders
    edges = _written(log)
    return _report(scores, numbers, _truth(people, levels, pairs), edges, settings)


def evaluate_lines(
    lines: list[tuple[str, str, str]],
    levels: dict[str, float],
    pairs: list[tuple[str, str]],
    settings: ScoringSettings = DEFAULT,
) -> dict[str, Any]:
    """Figures from drawn lines: all kinds together as the product reads them, and each kind by itself."""
    drawn = {name for start, end, _ in lines for name in (start, end)}
    _refuse_strangers(drawn, levels, pairs)
    people = sorted(drawn | set(levels))
    numbers = Numbers.of(people)
    truth = _truth(people, levels, pairs)
    report = _of_lines(lines, numbers, truth, settings)
    kinds = sorted({kind for _, _, kind in lines})
    report["by_kind"] = {
        kind: _of_lines([line for line in lines if line[2] == kind], numbers, truth, settings) for kind in kinds
    }
    return report


def _of_lines(
    lines: list[tuple[str, str, str]], numbers: Numbers, truth: Truth, settings: ScoringSettings
) -> dict[str, Any]:
    tables = ScoringTables(
        stakeholders=stakeholders((DEAL, numbers[name]) for name in numbers.names),
        touches=Log.empty_touches(),
        lines=_lines(lines, numbers),
        users=USERS.empty_table(),
    )
    scores = engine.score(tables, 0, settings).stakeholders
    edges = [(numbers[start], numbers[end]) for start, end, _ in lines]
    return _report(scores, numbers, truth, edges, settings)


def _lines(lines: list[tuple[str, str, str]], numbers: Numbers) -> pa.Table:
    """Their lines in our kinds. Friendship and working together are acquaintance, which carries no influence."""
    rows = []
    for start, end, kind in lines:
        if kind in ASKING:
            start, end, kind = end, start, "influences"
        elif kind in REPORTING:
            kind = "reports_to"
        elif kind not in OWN:
            kind = "knows"
        rows.append({"from_contact_id": numbers[start], "to_contact_id": numbers[end], "kind": kind})
    return table_of("lines", list(rows)) if rows else LINES.empty_table()


def _truth(people: list[str], levels: dict[str, float], pairs: list[tuple[str, str]]) -> Truth:
    place = {name: number for number, name in enumerate(people)}
    known = [(name, levels[name]) for name in people if name in levels]
    above = [(place[a], place[b]) for a, la in known for b, lb in known if la > lb]
    above += [(place[a], place[b]) for a, b in pairs if a in place and b in place]
    if not above:
        raise FileProblem("The truth names no two people of these files of whom one is more senior; check the names.")
    superior, subordinate = (np.array(column) for column in zip(*above, strict=True))
    ranks = np.array([levels.get(name, np.nan) for name in people])
    return Truth(people, superior, subordinate, ranks)


def _refuse_strangers(seen: set[str], levels: dict[str, float], pairs: list[tuple[str, str]]) -> None:
    """Somebody of whom there is no record is ranked as assumed; but a truth about nobody else measures nothing."""
    told = set(levels) | {name for pair in pairs for name in pair}
    if len(told & seen) < 2:
        raise FileProblem("The truth names no two people of these files; check that both spell the names alike.")


def _report(
    scores: pa.Table, numbers: Numbers, truth: Truth, edges: list[tuple[int, int]], settings: ScoringSettings
) -> dict[str, Any]:
    count = len(truth.names)
    row = {contact: place for place, contact in enumerate(scores["contact_id"].to_pylist())}
    order = np.array([row[numbers[name]] for name in truth.names])
    ours, confidence, level, assumed = (
        scores[name].to_numpy(zero_copy_only=False)[order]
        for name in ("influence_score", "influence_confidence", "influence_level", "influence_assumed")
    )
    rivals = _rivals([numbers[name] for name in truth.names], edges)
    ranks = truth.levels[~np.isnan(truth.levels)]
    two = np.unique(ranks).size == 2

    def pairs_of(values: Any) -> Any:
        return figures.accuracy_over(values, truth.superior, truth.subordinate)

    def auc_of(values: Any) -> Any:
        known = ~np.isnan(truth.levels)
        figure = figures.auc_over(values[known], truth.levels[known] == ranks.max())
        return lambda drawn: figure(drawn[known])

    once = np.ones(count)
    report: dict[str, Any] = {
        "pair_accuracy": figures.shown(pairs_of(ours)(once)),
        "interval": figures.interval(pairs_of(ours), count),
        "base_rate": 0.5,
        "auc": figures.shown(auc_of(ours)(once)) if two else None,
        "auc_interval": figures.interval(auc_of(ours), count) if two else None,
        "people": count,
        "pairs": len(truth.superior),
        "confidence": {
            "quartiles": figures.quartiles(confidence),
            "low": int((confidence < LOW).sum()),
            "low_share": round(float((confidence < LOW).mean()), 4),
            "low_below": LOW,
            "by_quartile": _by_confidence(ours, confidence, truth),
        },
        "levels": {name: int((level == name).sum()) for name in ("low", "medium", "high")},
        "assumed": int(assumed.sum()),
        "rivals": {},
        "settings_version": settings.version,
    }
    for name, values in rivals.items():
        report["rivals"][name] = {
            "pair_accuracy": figures.shown(pairs_of(values)(once)),
            "auc": figures.shown(auc_of(values)(once)) if two else None,
            "ours_better_by": figures.paired(pairs_of(ours), pairs_of(values), count),
        }
    return report


def _by_confidence(ours: Any, confidence: Any, truth: Truth) -> list[float | None]:
    """Pair accuracy where the less certain of the two falls in each quarter of confidence, least certain first."""
    pair = np.minimum(confidence[truth.superior], confidence[truth.subordinate])
    bounds = np.quantile(pair, [0.25, 0.5, 0.75])
    quarter = np.searchsorted(bounds, pair, side="left")
    return [
        figures.shown(figures.pair_accuracy(ours, truth.superior[quarter == q], truth.subordinate[quarter == q]))
        for q in range(4)
    ]


def _rivals(people: list[int], edges: list[tuple[int, int]]) -> dict[str, Any]:
    """Plain degree and PageRank over the same pairs."""
    place = {number: index for index, number in enumerate(people)}
    known = [(place[a], place[b]) for a, b in edges if a in place and b in place]
    weight: dict[tuple[int, int], float] = {}
    for pair in known:
        weight[pair] = weight.get(pair, 0.0) + 1.0
    graph: Any = rx.PyDiGraph()
    graph.add_nodes_from(range(len(people)))
    graph.add_edges_from([(a, b, w) for (a, b), w in weight.items()])
    ranks = rx.pagerank(graph, weight_fn=float, max_iter=1000, tol=1e-9)
    neighbours: dict[int, set[int]] = {index: set() for index in range(len(people))}
    for a, b in weight:
        neighbours[a].add(b)
        neighbours[b].add(a)
    return {
        "degree": np.array([float(len(neighbours[index])) for index in range(len(people))]),
        "pagerank": np.array([ranks[index] for index in range(len(people))]),
    }


def _written(log: Log) -> list[tuple[int, int]]:
    """Who wrote to whom among the contacts."""
    sender = {key: contact for key, contact, _, role in log.people if role == "from" and contact}
    return [
        (sender[key], contact)
        for key, contact, _, role in log.people
        if role == "to" and contact and key in sender and contact != sender[key]
    ]


def _rank(name: str, levels: dict[str, float]) -> int | None:
    """An observer's level on our scale from 1 to 5: the file's lowest is junior, its highest senior."""
    if name not in levels:
        return None
    low, high = min(levels.values()), max(levels.values())
    return 3 if high == low else 1 + round(4 * (levels[name] - low) / (high - low))
