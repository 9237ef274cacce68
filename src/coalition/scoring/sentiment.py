"""Behavioural sentiment: what a person's conduct towards us says, -100 to 100, with a confidence from 0 to 1.

Seven parts, each half level (against what is usual for such a person at such a stage) and half trend (against the same
person before). Every part is bounded and shrunk towards "as usual" while there is little to go by, and the score is
their weighted sum: no part is divided by how much evidence the others have, so that a worse part always lowers it.
Under the least confidence the answer is unknown, which is null and never zero.
"""

from __future__ import annotations

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from coalition.scoring.codes import Kind, Response, Role, Status
from coalition.scoring.expressions import DAY_S, Column, Table, real
from coalition.scoring.rowwise import Columns, Vector, added, found, looked_up, numbers, places, words
from coalition.scoring.settings import SentimentSettings
from coalition.scoring.tables import ScoringTables

#: Parts in the order they are added up.
PARTS = ("reply_latency", "reply_rate", "acceptance", "volume", "content", "forwarding", "initiative")
#: Facts counted in the recent window and in the baseline before it.
COUNTED = ("acts", "invited", "accepted", "declined", "depth", "forwards", "starts")
FACTS = tuple(f"{name}_{window}" for name in COUNTED for window in ("recent", "baseline"))
ANSWERS = ("sent_recent", "sent_baseline", "answered_recent", "answered_baseline", "waited_recent", "expected_answers")
#: What is usual where the book has no norms for such a person at such a stage.
NORMS = {
    "reply_rate": "reply_rate",
    "pace": "answers_per_log_hour",
    "acceptance": "acceptance",
    "volume": "two_way_per_day",
    "initiative": "initiative",
}
_WORDS = ("advocate", "supportive", "neutral", "sceptical", "opposed")
_SOURCES = ("behaviour", "seller", "blend")


def windowed(rows: Table, s: SentimentSettings) -> Table:
    """Each touch with its window, and what it counts as where it counts.

    An answer lies in the window of the mail it answers: were it counted where it came, a slower answer could move from
    the baseline into the recent window and look like a livelier person.
    """
    acted = rows.two_way == 1
    age = rows.age_s + ibis.ifelse(acted, ibis.coalesce(rows.reply_latency_s, 0), 0)
    invited = (
        (rows.kind == Kind.MEETING)
        & (rows.role != Role.ORGANIZER)
        & (rows.automatic == 0)
        & (rows.status.isin([Status.DONE, Status.RESCHEDULED]) | (rows.response == Response.DECLINED))
    )
    # In halves: a meeting moved and an answer of "maybe" are worth one.
    half, whole, none = (ibis.literal(halves, "int16") for halves in (1, 2, 0))
    accepted = ibis.cases(
        (rows.status == Status.RESCHEDULED, half),
        (rows.response == Response.ACCEPTED, whole),
        (rows.response == Response.TENTATIVE, half),
        else_=none,
    )
    seen = acted & rows.kind.isin([Kind.CONTENT, Kind.DOCUMENT])
    brought = (rows.kind == Kind.EMAIL) & (rows.theirs > 1)
    return rows.mutate(
        window=ibis.cases(
            (age <= s.recent_days * DAY_S, 1),
            (age <= (s.recent_days + s.baseline_days) * DAY_S, 2),
            else_=0,
        ).cast("int16"),
        acceptance=ibis.cases((invited, accepted), else_=ibis.literal(-1, "int16")),
        is_declined=invited & rows.response.isin([Response.DECLINED, Response.TENTATIVE]) & ~acted,
        viewed_s=ibis.cases(
            (seen, ibis.coalesce(rows.content_s, ibis.literal(0, "int32"))), else_=ibis.literal(-1, "int32")
        ),
        passed_on=ibis.cases((acted & (rows.forwarded == 1), whole), (acted & brought, half), else_=none),
        is_start=acted & (rows.initiated == 1),
    )


def counted(rows: Table, s: SentimentSettings) -> dict[str, Column]:
    """Within one part and window: invitations and their answers, content, forwards, what they started."""
    depth = real(1) + ibis.least(rows.viewed_s / real(s.deep_view_s), real(2))
    return {
        "invited": rows.count(where=rows.acceptance >= 0),
        # Cast: PostgreSQL and DuckDB each have a type of their own for a sum of integers.
        "accepted": rows.acceptance.cast("float64").sum(where=rows.acceptance > 0) / real(2),
        "declined": rows.count(where=rows.is_declined),
        "depth": depth.sum(where=rows.viewed_s >= 0),
        "forwards": ibis.cases((rows.passed_on == 2, real(1)), (rows.passed_on == 1, real(s.brought_weight))).sum(),
        "starts": rows.count(where=rows.is_start),
    }


def scores(
    nodes: pa.Table, facts: pa.Table, answers: pa.Table, tables: ScoringTables, as_of_s: int, s: SentimentSettings
) -> dict[str, pa.Array]:
    """Behaviour with its parts and confidence, the effective sentiment and whose it is, one row a stakeholder."""
    t = numbers(facts, FACTS) | numbers(answers, ANSWERS) | _open_days(nodes, tables, as_of_s, s)
    usual = _usual(nodes, tables.norms, s)
    values = _contributions(t, usual, s)
    weights = {name: float(getattr(s, f"{name}_weight")) for name in PARTS}
    scale = 100 / sum(weights.values())
    points = {name: values[name] * (weights[name] * scale) for name in PARTS}
    evidence = _evidence(t, s)
    confidence = evidence / (evidence + s.confidence_prior)
    behaviour = np.where(confidence >= s.least_confidence, added([points[name] for name in PARTS]), np.nan)
    seller = looked_up(
        places(nodes["sentiment"], [word for word, _ in s.seller_points()]), [p for _, p in s.seller_points()], np.nan
    )
    doubt = s.rater_share * (1.0 - np.nan_to_num(numbers(nodes, ("rater_weight",))["rater_weight"], nan=1.0))
    effective, diverges, source = _effective(seller, behaviour, confidence, doubt, s)
    return {
        "sentiment_score": found(effective),
        "sentiment": _word(effective, s),
        "sentiment_source": words(source, _SOURCES),
        "rater_doubt": pa.array(doubt),
        "diverges": pa.array(diverges),
        "seller_score": found(seller),
        "behaviour_score": found(behaviour),
        "behaviour_word": _word(behaviour, s),
        "behaviour_confidence": pa.array(confidence),
        "sentiment_evidence": pa.array(evidence),
        **{name: facts[name] for name in FACTS},
        **{name: answers[name] for name in ANSWERS},
        **{f"sentiment_{name}_value": pa.array(values[name]) for name in PARTS},
        **{f"sentiment_{name}_points": pa.array(points[name]) for name in PARTS},
    }


def _usual(nodes: pa.Table, norms: pa.Table, s: SentimentSettings) -> dict[str, Vector]:
    """What is usual for the main persona at the stage of each; what the settings say where the book does not."""
    place = places(_kind_of(nodes), _kind_of(norms))
    return {
        name: looked_up(place, numbers(norms, (column,))[column], getattr(s, column)) for name, column in NORMS.items()
    }


def _kind_of(rows: pa.Table) -> pa.ChunkedArray:
    return pc.binary_join_element_wise(rows["persona"], rows["stage"], "\n")


def _open_days(nodes: pa.Table, tables: ScoringTables, as_of_s: int, s: SentimentSettings) -> dict[str, Vector]:
    """The open days of both windows for each person, by the offset of their zone."""
    recent = as_of_s - s.recent_days * DAY_S
    baseline = recent - s.baseline_days * DAY_S
    offsets = nodes["utc_offset_s"].unique()
    place = places(nodes["utc_offset_s"], offsets)
    days = {"recent_days": (recent, as_of_s), "baseline_days": (baseline, recent)}
    return {
        name: np.array([tables.calendar.open_days(*span, offset) for offset in offsets.to_pylist()], dtype=float)[place]
        for name, span in days.items()
    }


def _contributions(t: Columns, usual: Columns, s: SentimentSettings) -> dict[str, Vector]:
    """Each part between -1 and 1, 0 as usual."""
    k, recent, baseline = s.prior, t["recent_days"], t["baseline_days"]
    rate = _share(t["answered_recent"], t["sent_recent"], usual["reply_rate"], k)
    rate_before = _share(t["answered_baseline"], t["sent_baseline"], usual["reply_rate"], k)
    acceptance = _share(t["accepted_recent"], t["invited_recent"], usual["acceptance"], k)
    acceptance_before = _share(t["accepted_baseline"], t["invited_baseline"], usual["acceptance"], k)
    volume = (t["acts_recent"] + k) / (recent + k / usual["volume"])
    volume_before = (t["acts_baseline"] + k) / (baseline + k / usual["volume"])
    asked, asked_before = t["sent_recent"] + t["invited_recent"], t["sent_baseline"] + t["invited_baseline"]
    starts, starts_before = t["starts_recent"], t["starts_baseline"]
    initiative = _share(starts, starts + asked, usual["initiative"], k)
    initiative_before = _share(starts_before, starts_before + asked_before, usual["initiative"], k)
    answered = t["answered_recent"] + k
    return {
        "reply_latency": _part(
            np.log(answered / (t["waited_recent"] * usual["pace"] + k)), np.log(answered / (t["expected_answers"] + k))
        ),
        "reply_rate": _part(3.0 * (rate - usual["reply_rate"]), 3.0 * (rate - rate_before)),
        "acceptance": _part(3.0 * (acceptance - usual["acceptance"]), 3.0 * (acceptance - acceptance_before)),
        "volume": _part(np.log(volume / usual["volume"]), np.log(volume / volume_before)),
        "content": _growth(t["depth_recent"], t["depth_baseline"], recent, baseline),
        "forwarding": _growth(t["forwards_recent"], t["forwards_baseline"], recent, baseline),
        "initiative": _part(3.0 * (initiative - usual["initiative"]), 3.0 * (initiative - initiative_before)),
    }


def _share(hits: Vector, tries: Vector, usual: Vector, prior: float) -> Vector:
    """A share held to what is usual while there are few tries (Beta)."""
    return (hits + prior * usual) / (tries + prior)


def _part(level: Vector, trend: Vector) -> Vector:
    return 0.5 * np.tanh(level) + 0.5 * np.tanh(trend)


def _growth(now: Vector, before: Vector, recent_days: Vector, baseline_days: Vector) -> Vector:
    """For what most people never do: doing it speaks for them, no longer doing it against them, never is nothing."""
    usual = before * recent_days / np.maximum(baseline_days, 1.0)
    return _part(now, np.log((now + 1.0) / (usual + 1.0)))


def _evidence(t: Columns, s: SentimentSettings) -> Vector:
    """The effective number of observations: only what the contact did.

    Our own unanswered mails count in the score, where they can only lower it, and not here: more confidence in a
    friendly past would pull a seller's bad view up.
    """
    recent = t["acts_recent"] + t["declined_recent"]
    return recent + s.baseline_evidence * (t["acts_baseline"] + t["declined_baseline"])


def _effective(
    seller: Vector, behaviour: Vector, confidence: Vector, doubt: Vector, s: SentimentSettings
) -> tuple[Vector, Vector, Vector]:
    """The seller's view and the behaviour brought together, whether they contradict each other, and whose it is.

    ``doubt``, 0 to 1, is what the seller's view loses of its weight to behaviour by how their views held before.
    """
    silent, unasked = np.isnan(behaviour), np.isnan(seller)
    diverges = (confidence >= s.divergence_confidence) & (np.abs(behaviour - seller) >= s.divergence_points)
    follows = diverges | unasked
    blend = seller + (confidence + (1.0 - confidence) * doubt) * (behaviour - seller)
    effective = np.select([follows, silent], [behaviour, seller], blend)
    source = np.select([silent & unasked, follows, silent], [-1, 0, 1], 2)
    return effective, diverges, source


def _word(score: Vector, s: SentimentSettings) -> pa.Array:
    above, below = [s.advocate_from, s.supportive_from], [-s.advocate_from, -s.supportive_from]
    conditions = [np.isnan(score), *(score >= least for least in above), *(score <= most for most in below)]
    return words(np.select(conditions, [-1, 0, 1, 4, 3], 2), _WORDS)
