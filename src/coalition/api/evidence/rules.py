"""Each score's rule in a few sentences, with the settings in force."""

from __future__ import annotations

from coalition.scoring.settings import ScoringSettings


def rule_of(score: str, s: ScoringSettings) -> str:
    """How this score is made."""
    return {"engagement": _engagement, "sentiment": _sentiment, "influence": _influence}[score](s)


def _engagement(s: ScoringSettings) -> str:
    e = s.engagement
    return (
        f"What they did with us on this deal or its account, halved every {e.half_life_days:g} days: "
        f"meeting or call {e.meeting_weight:g}, forward {e.forward_weight:g}, e-mail from them {e.email_weight:g}, "
        f"comment {e.comment_weight:g}, view {e.view_weight:g}. The sum saturates at 100. "
        "Our own mail adds nothing until it is answered."
    )


def _sentiment(s: ScoringSettings) -> str:
    m = s.sentiment
    return (
        f"How they behave in the last {m.recent_days:g} days against their own {m.baseline_days:g} days before and "
        "against what is usual for such a person: answering, accepting, reading, passing on, starting. "
        f"Under a confidence of {m.least_confidence:g} the answer is unknown. What they write plays no part."
    )


def _influence(s: ScoringSettings) -> str:
    i = s.influence
    return (
        f"{i.proximity_weight:g} × closeness to who decides + {i.position_weight:g} × standing among their people "
        f"+ {i.track_record_weight:g} × past decisions their way. Nothing they say or do towards us changes it. "
        "With little evidence it starts from what their rank and persona usually have, and says so."
    )
