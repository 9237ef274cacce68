"""Influence on a decision, 0 to 100: closeness to who decides, position among their people, and track record.

Where little is known each input starts from what such a seniority and persona usually has, and the answer says
"assumed". Nothing here looks at how a person treats us: no answer, no tone, no silence.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from coalition.scoring.influence_norms import start_of
from coalition.scoring.rowwise import Columns, Vector, added, either, looked_up, numbers, places, ratio, words
from coalition.scoring.settings import InfluenceSettings

#: Parts in the order they are added up.
PARTS = ("proximity", "position", "track_record")
_LEVELS = ("low", "medium", "high")
_FLAGS = ("purchasing_authority", "approval_power", "committee_member", "senior_for_decision")


def scores(
    nodes: pa.Table, graph: pa.Table, observers: pa.Table, norms: pa.Table, s: InfluenceSettings
) -> dict[str, pa.Array]:
    """Parts, score, level and confidence from the stakeholder, the graph measures and what ours could see."""
    t = numbers(nodes, (*_FLAGS, "past_deals", "past_deals_their_way")) | numbers(graph) | numbers(observers)
    observed, prior = 1.0 - np.exp(t["missed"]), _prior(nodes, norms, s)
    values = {
        "proximity": _proximity(t, prior, s),
        "position": _position(t, prior, observed, s),
        "track_record": _track_record(t, prior, s),
    }
    points = {name: values[name] * (100 * getattr(s, f"{name}_weight")) for name in PARTS}
    score = added(list(points.values()))
    confidence = _confidence(t, observed, s)
    computed = words(np.select([score >= s.high_from, score >= s.medium_from], [2, 1], 0), _LEVELS)
    return {
        "influence_score": pa.array(score),
        "influence_level": pc.if_else(pc.equal(nodes["influence"], ""), computed, nodes["influence"]),
        "influence_computed_level": computed,
        "influence_confidence": pa.array(confidence),
        "influence_assumed": pa.array(confidence < s.assumed_below),
        "influence_prior": pa.array(prior),
        "influence_evidence": pa.array(_evidence(t, observed, s)),
        "seniority": nodes["seniority"],
        **{name: graph[name] for name in ("closeness", "listened_to", "together", "written_to", "lines", "peers")},
        "observed": pa.array(observed),
        "observed_by": observers["observed_by"],
        **{name: nodes[name] for name in ("past_deals", "past_deals_their_way")},
        **{f"influence_{name}_value": pa.array(values[name]) for name in PARTS},
        **{f"influence_{name}_points": pa.array(points[name]) for name in PARTS},
    }


def _prior(nodes: pa.Table, norms: pa.Table, s: InfluenceSettings) -> Vector:
    """What such a person usually has: as the book says, or where it does not, by rank or by persona, the higher."""
    known = {(row["persona"], row["seniority"]): row["usual"] for row in norms.to_pylist()}
    # There are few different kinds of people, however many people.
    kinds = pc.binary_join_element_wise(nodes["seniority"], nodes["personas"], "\n")
    different = kinds.unique()
    starts = []
    for kind in different.to_pylist():
        seniority, personas = kind.split("\n")
        starts.append(start_of(personas.split(","), seniority, known, s))
    return looked_up(places(kinds, different), starts, s.unknown_prior)


def _evidence(t: Columns, observed: Vector, s: InfluenceSettings) -> Vector:
    """0 to 1: what is known alone says, with no starting point in it. Norms are learned from this."""
    nothing = np.zeros(len(observed))
    decided = np.where(t["past_deals"] > 0, s.track_record_weight, 0.0)
    went_their_way = ratio(t["past_deals_their_way"], t["past_deals"])
    total = (
        s.proximity_weight * _proximity(t, nothing, s)
        + s.position_weight * _position(t, nothing, observed, s)
        + decided * went_their_way
    )
    return ratio(total, s.proximity_weight + s.position_weight + decided)


def _proximity(t: Columns, prior: Vector, s: InfluenceSettings) -> Vector:
    """Closeness to the seats, raised by authority of their own."""
    raises = [np.where(t[name] == 1, getattr(s, f"{name}_raise"), 0.0) for name in _FLAGS]
    return either(np.maximum(t["closeness"], prior), *raises)


def _position(t: Columns, prior: Vector, observed: Vector, s: InfluenceSettings) -> Vector:
    """Who listens to them, and their standing in the network as far as we could see it: each can only add."""
    has_together, has_wrote = np.isin(t["group_seen"], [1, 3]), np.isin(t["group_seen"], [2, 3])
    both = (t["together"] * s.together_weight + t["written_to"] * s.written_to_weight) / max(
        s.together_weight + s.written_to_weight, 1e-9
    )
    network = np.select([has_together & has_wrote, has_together], [both, t["together"]], t["written_to"])
    # Who was never seen among them is unknown, not unimportant; being seen adds to where they start, as far as the eyes
    # that saw them can be trusted.
    seen = np.where(t["peers"] > 0, observed, 0.0)
    return either(t["listened_to"], prior, seen * network)


def _track_record(t: Columns, prior: Vector, s: InfluenceSettings) -> Vector:
    return (t["past_deals_their_way"] + s.track_record_prior * prior) / (t["past_deals"] + s.track_record_prior)


def _confidence(t: Columns, observed: Vector, s: InfluenceSettings) -> Vector:
    """From whose eyes we have it, not from how many mails; lines, authority and past decisions add to it."""
    known = np.logical_or.reduce([~np.isnan(t[name]) for name in _FLAGS[:3]])
    authority = np.where(known, s.authority_confidence, 0.0)
    lines = np.where(t["lines"] > 0, s.lines_confidence, 0.0)
    past = s.track_record_confidence * t["past_deals"] / (t["past_deals"] + s.track_record_prior)
    return either(observed, lines, authority, past)
