"""The words of the field that judgement reads and writes. The record keeps the same ones."""

from __future__ import annotations

from typing import Final, Literal

EngagementLevel = Literal["", "absent", "present", "lapsed", "engaged", "deep"]
SentimentWord = Literal["", "advocate", "supportive", "neutral", "sceptical", "opposed"]
SentimentSource = Literal["", "seller", "behaviour", "blend"]
InfluenceWord = Literal["", "low", "medium", "high"]
Vote = Literal["", "for", "against", "undecided"]
VoteKind = Literal["", "approve", "recommend", "influence", "veto"]
BuyerGroup = Literal["decision_maker", "champion", "supporter", "blocker"]
LineKind = Literal["reports_to", "dotted", "influences", "ally", "conflict", "knows"]
InsightKind = Literal["goal", "pressure", "initiative", "obstacle", "challenge", "criterion", "concern"]
Severity = Literal["low", "medium", "high"]

# Depth of a relationship, shallow to deep. "" is not assessed: it stands below all, and is never told as "absent".
LEVEL_RANK: Final[dict[str, int]] = {"": 0, "absent": 1, "present": 2, "lapsed": 3, "engaged": 4, "deep": 5}
ENGAGED_RANK: Final = LEVEL_RANK["engaged"]

# Middle of each word's range, on the scale -100..100 of SCORING 2.
WORD_SCORE: Final[dict[str, int]] = {"advocate": 80, "supportive": 40, "neutral": 0, "sceptical": -40, "opposed": -80}


def word_for(score: float | None) -> SentimentWord:
    """The word people read for a sentiment of -100..100; empty for unknown."""
    if score is None:
        return ""
    if score >= 60:
        return "advocate"
    if score >= 20:
        return "supportive"
    if score <= -60:
        return "opposed"
    if score <= -20:
        return "sceptical"
    return "neutral"
