"""Every score the plain way: loops over one person's touches, one formula a line. Slow, obvious, and independent."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import Any

from coalition.scoring.calendar import Calendar
from coalition.scoring.settings import ScoringSettings

DAY_S = 86_400
Row = dict[str, Any]


def known(touches: list[Row], as_of_s: int) -> list[Row]:
    """What had happened, was recorded and not retracted; answers only if they had come."""
    found = []
    for t in touches:
        if t["occurred_s"] > as_of_s or t["recorded_s"] > as_of_s:
            continue
        if t["retracted_s"] is not None and t["retracted_s"] <= as_of_s:
            continue
        answered = (
            t["replied_after_s"] is not None
            and t["reply_recorded_s"] <= as_of_s
            and t["occurred_s"] + t["replied_after_s"] <= as_of_s
        )
        found.append({**t, "replied_after_s": t["replied_after_s"] if answered else None})
    return found


def of_person(stakeholder: Row, touches: list[Row]) -> tuple[list[Row], list[Row]]:
    """All touches of the person, and those that count for this deal."""
    mine = [t for t in touches if t["contact_id"] == stakeholder["contact_id"]]
    return mine, [t for t in mine if t["opportunity_id"] in (None, stakeholder["opportunity_id"])]


def part_of(touch: Row, s: ScoringSettings) -> tuple[str, float]:
    e = s.engagement
    if touch["forwarded"]:
        return "forward", e.forward_weight
    if touch["commented"]:
        return "comment", e.comment_weight
    return {
        1: ("email", e.email_weight / touch["recipients"] ** e.sharing),
        2: ("meeting", e.meeting_weight),
        3: ("call", e.call_weight),
        7: ("support", e.support_weight),
    }.get(touch["kind"], ("view", e.view_weight))


def pull(touches: list[Row], at_s: int, s: ScoringSettings) -> float:
    half_life = s.engagement.half_life_days
    return sum(part_of(t, s)[1] * 2 ** (-(at_s - t["occurred_s"]) / DAY_S / half_life) for t in touches if t["two_way"])


def engagement(stakeholder: Row, touches: list[Row], as_of_s: int, s: ScoringSettings) -> Row:
    e = s.engagement
    mine, here = of_person(stakeholder, touches)
    acted = [t for t in here if t["two_way"]]
    age = lambda t: (as_of_s - t["occurred_s"]) / DAY_S
    two_way = min((age(t) for t in acted), default=math.inf)
    led = min((age(t) for t in here if t["seller_led"]), default=math.inf)
    lately = [t for t in acted if age(t) <= e.deep_days]
    days = {(t["occurred_s"] + stakeholder["utc_offset_s"]) // DAY_S for t in lately}
    if two_way <= e.engaged_days and led <= e.engaged_days:
        live = any(t["kind"] in (2, 3) for t in lately)
        level = "deep" if len(days) >= e.deep_distinct_days and live else "engaged"
    elif two_way <= e.present_days:
        level = "lapsed"
    else:
        level = "present" if any(age(t) <= e.absent_after_days for t in mine) else "absent"
    weeks = []
    for week in reversed(range(e.trend_weeks)):
        end_s = as_of_s - week * 7 * DAY_S
        total = pull([t for t in acted if t["occurred_s"] <= end_s], end_s, s)
        weeks.append(100 * (1 - math.exp(-total / e.saturation)))
    return {
        "engagement_level": level,
        "engagement_score": 100 * (1 - math.exp(-pull(acted, as_of_s, s) / e.saturation)),
        "trend": weeks,
        "two_way_lately": sum(age(t) <= s.threads_days for t in acted),
    }


def sentiment(stakeholder: Row, touches: list[Row], as_of_s: int, calendar: Calendar, s: ScoringSettings) -> Row:
    m = s.sentiment
    _, here = of_person(stakeholder, touches)
    edge, start = m.recent_days * DAY_S, (m.recent_days + m.baseline_days) * DAY_S
    count: dict[tuple[str, int], float] = defaultdict(float)
    for t in here:
        age = as_of_s - t["occurred_s"]
        if t["two_way"]:
            age += t["reply_latency_s"] or 0
        if age > start:
            continue
        window = 0 if age <= edge else 1
        if t["two_way"]:
            count["acts", window] += 1
            count["starts", window] += t["initiated"]
            if t["kind"] in (4, 5):
                count["depth", window] += 1 + min((t["content_s"] or 0) / m.deep_view_s, 2)
            if t["forwarded"]:
                count["forwards", window] += 1
            elif t["kind"] == 1 and t["theirs"] > 1:
                count["forwards", window] += m.brought_weight
        if t["kind"] == 2 and t["role"] != 4 and not t["automatic"] and (t["status"] in (1, 4) or t["response"] == 2):
            count["invited", window] += 1
            if t["status"] == 4:
                count["accepted", window] += 0.5
            else:
                count["accepted", window] += {1: 1.0, 3: 0.5}.get(t["response"], 0.0)
            if t["response"] in (2, 3) and not t["two_way"]:
                count["declined", window] += 1
    answers = _answers(stakeholder, here, as_of_s, s)
    recent, baseline = (
        calendar.open_days(a, b, stakeholder["utc_offset_s"])
        for a, b in ((as_of_s - edge, as_of_s), (as_of_s - start, as_of_s - edge))
    )
    k = m.prior
    bounded = lambda x: math.tanh(max(-15.0, min(15.0, x)))
    part = lambda level, trend: (bounded(level) + bounded(trend)) / 2
    share = lambda hits, tries, usual: (hits + k * usual) / (tries + k)

    def shares(hits: str, tries: list[float], usual: float) -> float:
        now, before = (share(count[hits, w], tries[w], usual) for w in (0, 1))
        return part(3 * (now - usual), 3 * (now - before))

    def growth(name: str) -> float:
        usual = count[name, 1] * recent / max(baseline, 1)
        return part(count[name, 0], math.log((count[name, 0] + 1) / (usual + 1)))

    volume = [(count["acts", w] + k) / (days + k / m.two_way_per_day) for w, days in ((0, recent), (1, baseline))]
    rate = [share(answers["answered", w], answers["sent", w], m.reply_rate) for w in (0, 1)]
    asked = [count["starts", w] + answers["sent", w] + count["invited", w] for w in (0, 1)]
    waited, expected, got = answers["waited", 0], answers["expected", 0], answers["answered", 0]
    parts = {
        "reply_latency": part(
            math.log((got + k) / (waited * m.answers_per_log_hour + k)), math.log((got + k) / (expected + k))
        ),
        "reply_rate": part(3 * (rate[0] - m.reply_rate), 3 * (rate[0] - rate[1])),
        "acceptance": shares("accepted", [count["invited", 0], count["invited", 1]], m.acceptance),
        "volume": part(math.log(volume[0] / m.two_way_per_day), math.log(volume[0] / volume[1])),
        "content": growth("depth"),
        "forwarding": growth("forwards"),
        "initiative": shares("starts", asked, m.initiative),
    }
    weights = {name: getattr(m, f"{name}_weight") for name in parts}
    total = sum(100 * weights[name] * value for name, value in parts.items()) / sum(weights.values())
    evidence = (count["acts", 0] + count["declined", 0]) + m.baseline_evidence * (
        count["acts", 1] + count["declined", 1]
    )
    confidence = evidence / (evidence + m.confidence_prior)
    behaviour = total if confidence >= m.least_confidence else None
    seller = dict(m.seller_points()).get(stakeholder["sentiment"])
    diverges = (
        seller is not None
        and behaviour is not None
        and confidence >= m.divergence_confidence
        and abs(behaviour - seller) >= m.divergence_points
    )
    if seller is None or diverges:
        effective = behaviour
    elif behaviour is None:
        effective = seller
    else:
        known = stakeholder.get("rater_weight")
        doubt = m.rater_share * (1 - (1 if known is None else known))
        effective = seller + (confidence + (1 - confidence) * doubt) * (behaviour - seller)
    return {
        "behaviour_score": behaviour,
        "behaviour_confidence": confidence,
        "sentiment_score": effective,
        "diverges": diverges,
        **{f"sentiment_{name}_value": value for name, value in parts.items()},
    }


def _answers(stakeholder: Row, here: list[Row], as_of_s: int, s: ScoringSettings) -> dict[tuple[str, int], float]:
    """One thread counts once a day; a mail that waits has waited for its whole age."""
    m = s.sentiment
    threads: dict[tuple[int, int, int], list[Row]] = defaultdict(list)
    for t in here:
        age = as_of_s - t["occurred_s"]
        if t["kind"] == 1 and t["seller_led"] and t["role"] == 2 and age <= (m.recent_days + m.baseline_days) * DAY_S:
            day = age // DAY_S
            threads[t["user_id"] or 0, t["thread"], day].append(t)
    pairs: dict[int, dict[tuple[str, int], float]] = defaultdict(lambda: defaultdict(float))
    for (user, _, _), mails in threads.items():
        window = 0 if any(as_of_s - t["occurred_s"] <= m.recent_days * DAY_S for t in mails) else 1
        waits = [t["replied_after_s"] for t in mails if t["replied_after_s"] is not None]
        wait = max(waits) if waits else max(as_of_s - t["occurred_s"] for t in mails)
        pairs[user]["sent", window] += 1
        pairs[user]["answered", window] += bool(waits)
        pairs[user]["waited", window] += math.log(1 + min(wait, m.longest_wait_days * DAY_S) / 3600)
    k = m.answers_prior
    answered = sum(p["answered", 1] for p in pairs.values())
    waited = sum(p["waited", 1] for p in pairs.values())
    person = (answered + k) / (waited + k / m.answers_per_log_hour)
    total: dict[tuple[str, int], float] = defaultdict(float)
    for p in pairs.values():
        for key, value in p.items():
            total[key] += value
        total["expected", 0] += p["waited", 0] * (p["answered", 1] + k) / (p["waited", 1] + k / person)
    return total


def influence(
    stakeholders: list[Row],
    touches: list[Row],
    lines: list[Row],
    users: list[Row],
    s: ScoringSettings,
    norms: dict[tuple[str, str], float] | None = None,
) -> Row:
    """All people of one deal at once: (contact) -> value of each part, score and confidence."""
    i = s.influence
    people = {x["contact_id"]: x for x in stakeholders}
    deal = stakeholders[0]["opportunity_id"] if stakeholders else None
    lines = [
        x
        for x in lines
        if x["kind"] in ("influences", "reports_to", "dotted")
        and x["opportunity_id"] in (None, deal)
        and {x["from_contact_id"], x["to_contact_id"]} <= set(people)
    ]
    listened, close = _listened(people, lines, s), _closeness(people, lines, s)
    together, wrote = _seen(people, touches, s)
    rank = {u["user_id"]: u["seniority"] for u in users}
    group = [t for t in touches if t["kind"] in (1, 2) and not t["automatic"] and 2 <= t["theirs"] <= i.largest_group]
    found = {}
    for contact, x in people.items():
        by_rank = {**i.priors_by_seniority()}.get(x["seniority"], i.unknown_prior)
        held = [key for key in x["personas"].split(",") if key] or [""]
        by_default = {key: max(by_rank, i.priors_by_persona().get(key, 0)) for key in held}
        prior = max(
            {
                **by_default,
                **{k: v for (k, rank_), v in (norms or {}).items() if k in held and rank_ == x["seniority"]},
            }.values()
        )
        eyes = {t["user_id"] for t in group if t["contact_id"] == contact}
        missed = 1.0
        for user in eyes:
            seniority = rank.get(user)
            share = getattr(i, f"seen_by_{seniority}") if seniority in range(1, 6) else i.seen_by_unknown
            missed *= 1 - share
        observed = 1 - missed if eyes else 0.0
        raises = 1.0
        for name in ("purchasing_authority", "approval_power", "committee_member", "senior_for_decision"):
            if x[name] == 1:
                raises *= 1 - getattr(i, f"{name}_raise")
        proximity = 1 - (1 - max(close[contact], prior)) * raises
        nets = []
        if any(together.values()):
            nets.append((_standing(together)[contact], i.together_weight))
        if any(wrote.values()):
            nets.append((_standing(wrote)[contact], i.written_to_weight))
        weight = sum(w for _, w in nets)
        network = sum(v * w for v, w in nets) / weight if nets else 0.0
        seen = observed if together[contact] or wrote[contact] else 0.0
        position = 1 - (1 - listened[contact]) * (1 - prior) * (1 - seen * network)
        record = (x["past_deals_their_way"] + i.track_record_prior * prior) / (x["past_deals"] + i.track_record_prior)
        flags = [x[n] is not None for n in ("purchasing_authority", "approval_power", "committee_member")]
        heard = any(
            contact == (x2["from_contact_id"] if x2["kind"] == "influences" else x2["to_contact_id"]) for x2 in lines
        )
        past = i.track_record_confidence * x["past_deals"] / (x["past_deals"] + i.track_record_prior)
        doubt = (1 - observed) * (1 - past)
        doubt *= 1 - i.lines_confidence if heard else 1
        doubt *= 1 - i.authority_confidence if any(flags) else 1
        parts = (i.proximity_weight * proximity, i.position_weight * position, i.track_record_weight * record)
        found[contact] = {"influence_score": 100 * sum(parts), "influence_confidence": 1 - doubt}
    return found


def _listened(people: Row, lines: list[Row], s: ScoringSettings) -> dict[int, float]:
    """Solve for the voices by repetition until they stand still."""
    out: dict[int, dict[int, float]] = {p: defaultdict(float) for p in people}
    for x in lines:
        start, end = x["from_contact_id"], x["to_contact_id"]
        if x["kind"] == "influences":
            start, end = end, start
        kind = s.influence.dotted_weight if x["kind"] == "dotted" else 1.0
        out[start][end] += kind * (2 if x["strength"] is None else x["strength"]) / 2
    voice = dict.fromkeys(people, 1.0)
    for _ in range(200):
        new = dict.fromkeys(people, 1.0)
        for start, ends in out.items():
            for end, weight in ends.items():
                new[end] += s.influence.passed_on * voice[start] * weight / sum(ends.values())
        voice = new
    return {p: (voice[p] - 1) / voice[p] for p in people}


def _closeness(people: Row, lines: list[Row], s: ScoringSettings) -> dict[int, float]:
    i = s.influence
    value = {
        p: max([seat for key, seat in i.seats().items() if f",{key}," in x["personas"]], default=0.0)
        for p, x in people.items()
    }
    for _ in range(4):
        before = dict(value)
        for x in lines:
            start, end = x["from_contact_id"], x["to_contact_id"]
            up = {"influences": i.influences_carry, "reports_to": i.reports_to_carry, "dotted": i.dotted_carry}
            down = {"influences": 0.0, "reports_to": i.manages_carry, "dotted": i.dotted_carry}
            value[start] = max(value[start], up[x["kind"]] * before[end])
            value[end] = max(value[end], down[x["kind"]] * before[start])
    return value


def _seen(people: Row, touches: list[Row], s: ScoringSettings) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """Per person: with whom they were addressed, and who wrote to them."""
    together: dict[int, set[int]] = {p: set() for p in people}
    wrote: dict[int, set[int]] = {p: set() for p in people}
    group = [
        t
        for t in touches
        if t["contact_id"] in people
        and t["kind"] in (1, 2)
        and not t["automatic"]
        and 2 <= t["theirs"] <= s.influence.largest_group
    ]
    for a in group:
        for b in group:
            if a["activity_id"] == b["activity_id"] and a["contact_id"] != b["contact_id"] and b["role"] not in (1, 4):
                (wrote if a["role"] in (1, 4) else together)[b["contact_id"]].add(a["contact_id"])
    return together, wrote


def _standing(peers: dict[int, set[int]]) -> dict[int, float]:
    reach = {p: sum(1 + len(peers[q]) for q in with_whom) for p, with_whom in peers.items()}
    seen = [value for value in reach.values() if value > 0]
    mean = sum(seen) / len(seen)
    return {p: value / (value + mean) if value else 0.0 for p, value in reach.items()}


def ties(contacts: set[int], touches: list[Row], as_of_s: int, s: ScoringSettings) -> dict[tuple[int, int], float]:
    total: dict[tuple[int, int], float] = defaultdict(float)
    for t in touches:
        if t["two_way"] and t["user_id"] is not None and t["contact_id"] in contacts:
            age = (as_of_s - t["occurred_s"]) / DAY_S
            total[t["user_id"], t["contact_id"]] += 2 ** (-age / s.ties.half_life_days) / t["recipients"]
    return {pair: 1 - math.exp(-value / s.ties.saturation) for pair, value in total.items()}


def effective_threads(rows: list[Row]) -> float:
    held = [r["two_way_lately"] for r in rows if r["engagement_level"] in ("engaged", "deep")]
    return sum(held) ** 2 / sum(x * x for x in held) if any(held) else 0.0
