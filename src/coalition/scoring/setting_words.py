"""What every value of the scoring settings means, for the people who turn it: on the page and in the reference.

Paths are those of ``ScoringSettings.as_dict``. The label stands above the input, the sentence below it.
"""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """``unit`` is empty for a plain number."""

    label: str
    meaning: str
    unit: str = ""


_ENGAGEMENT = {
    "absent_after_days": Words("Absent after", "Nothing with this person for so long: absent.", "days"),
    "present_days": Words("Present within", "Longer without anything two-way: present at most.", "days"),
    "engaged_days": Words("Engaged within", "Both sides acted within so many days: engaged.", "days"),
    "deep_days": Words("Deep within", "The days looked at for a deep relationship.", "days"),
    "deep_distinct_days": Words("Different days for deep", "On so many days of that window something two-way."),
    "half_life_days": Words("Half-life", "After so many days an interaction counts half.", "days"),
    "saturation": Words("Saturation", "The faded sum of weights at which the score reaches 63 of 100."),
    "meeting_weight": Words("Meeting", "Weight of a meeting they accepted and that was held."),
    "call_weight": Words("Call", "Weight of a call that connected."),
    "email_weight": Words("E-mail", "Weight of a mail from them."),
    "forward_weight": Words("Forward", "Weight of something they passed on to others."),
    "comment_weight": Words("Comment", "Weight of a comment in a shared document."),
    "view_weight": Words("View", "Weight of opening what we sent."),
    "support_weight": Words("Support case", "Weight of a case they opened or answered."),
    "sharing": Words(
        "Sharing of mails to many", "A mail to n people weighs 1 / n to this power: 1 in full, 0 not at all."
    ),
    "trend_weeks": Words("Trend", "How far back the small curve on a card reaches.", "weeks"),
}

_SENTIMENT = {
    "recent_days": Words("Recent window", "The days whose behaviour is judged.", "days"),
    "baseline_days": Words("Baseline before it", "The days before those: what is usual for this person.", "days"),
    "prior": Words("Weight of “as usual”", "So many observations as usual are assumed in every part."),
    "answers_prior": Words(
        "Hold of a pair's answers", "So many answers as usual are assumed of a pair with little history."
    ),
    "longest_wait_days": Words("Longest wait", "Waiting longer than this tells no more.", "days"),
    "deep_view_s": Words("Deep view", "A view at least so long is a deep one.", "seconds"),
    "brought_weight": Words("Colleague brought in", "Weight of a colleague copied in, against a forward."),
    "reply_rate": Words("Usual reply rate", "Share of our mails that are answered, where the book has no norm."),
    "answers_per_log_hour": Words("Usual pace of answers", "Answers per hour on a log scale, where there is no norm."),
    "acceptance": Words("Usual acceptance", "Share of invitations accepted and held, where there is no norm."),
    "two_way_per_day": Words("Usual volume", "Two-way interactions a working day, where there is no norm."),
    "initiative": Words("Usual initiative", "Share of threads and meetings they begin, where there is no norm."),
    "norms_least_people": Words("Least people for a norm", "With fewer of a persona the values above are used."),
    "norms_prior": Words("Hold of a norm", "So many observations of the values above are mixed into a norm."),
    "reply_latency_weight": Words("Reply time", "Weight of how fast they answer."),
    "reply_rate_weight": Words("Reply rate", "Weight of how much they answer."),
    "acceptance_weight": Words("Acceptance", "Weight of invitations accepted and held."),
    "volume_weight": Words("Volume", "Weight of how much happens both ways."),
    "content_weight": Words("Content", "Weight of how deeply they read what we send."),
    "forwarding_weight": Words("Forwarding", "Weight of passing on and bringing in colleagues."),
    "initiative_weight": Words("Initiative", "Weight of who begins the conversation."),
    "baseline_evidence": Words("Older evidence", "What an observation of the baseline counts, against a recent one."),
    "confidence_prior": Words(
        "Evidence for half confidence", "Effective observations at which confidence is one half."
    ),
    "least_confidence": Words("Least confidence", "Below it the answer is “unknown”."),
    "divergence_confidence": Words(
        "Confidence for divergence", "Behaviour surer than this may overrule the seller's view."
    ),
    "divergence_points": Words("Points for divergence", "It does so where the two lie so far apart.", "points"),
    "advocate_from": Words("Advocate from", "Score from which the word is advocate; its opposite: opposed.", "points"),
    "supportive_from": Words(
        "Supportive from", "Score from which it is supportive; its opposite: sceptical.", "points"
    ),
    "advocate_points": Words(
        "Worth of “advocate”", "Points of the seller's word advocate, and against us of opposed.", "points"
    ),
    "supportive_points": Words("Worth of “supportive”", "Points of supportive, and against us of sceptical.", "points"),
    "rater_share": Words(
        "Weigh views by calibration", "How far views of a seller who was often wrong count less, 0 to 1."
    ),
}

_SILENCE = {
    "horizon_days": Words("Look back", "How far back a silence may begin.", "days"),
    "rate_left": Words("Pace left", "Share of the old pace somebody keeps who has fallen quiet."),
    "wait_spread": Words("Spread of waiting", "How much the time of an answer varies, on a log scale."),
    "quiet_from": Words("Quiet from", "Evidence, in log odds, from which somebody counts as quiet."),
}

_PEOPLE = {
    "executive": "an executive",
    "vp": "a vice president",
    "director": "a director",
    "manager": "a manager",
    "staff": "somebody on the staff",
    "unknown": "somebody whose seniority is not known",
    "economic_buyer": "an economic buyer",
    "ratifier": "a ratifier",
    "technical_buyer": "a technical buyer",
    "champion": "a champion",
    "blocker": "a blocker",
    "influencer": "an influencer",
    "user_buyer": "a user buyer",
    "evaluator": "an evaluator",
    "coach": "a coach",
}
_CARRIES = {
    "influences": "a line of influence",
    "manages": "the line down to a report",
    "reports_to": "the line up to a manager",
    "dotted": "a dotted line",
}
_TICKS = {
    "purchasing_authority": "purchasing authority",
    "approval_power": "approval power",
    "committee_member": "a seat on the committee",
    "senior_for_decision": "seniority for this decision",
}
_RANKS = {"1": "a junior", "2": "a specialist", "3": "a manager", "4": "a director", "5": "an executive"}


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


_INFLUENCE = {
    "proximity_weight": Words("Decision proximity", "Share of the score from closeness to who decides."),
    "position_weight": Words("Coalition position", "Share from their place among their own people."),
    "track_record_weight": Words("Track record", "Share from how past deals here ended for them."),
    "medium_from": Words("Medium from", "Score from which influence is medium.", "points"),
    "high_from": Words("High from", "Score from which influence is high.", "points"),
    **{
        f"{key}_seat": Words(f"Seat of {_PEOPLE[key]}", "How close to the decision that persona stands; 1 decides.")
        for key in ("economic_buyer", "ratifier", "champion")
    },
    **{
        f"{key}_carry": Words(f"Carried by {line}", "How much of a seat is left one such line further away.")
        for key, line in _CARRIES.items()
    },
    **{
        f"{key}_raise": Words(_upper(tick), "How much of the way to the decision this tick takes a person.")
        for key, tick in _TICKS.items()
    },
    "passed_on": Words("Passed on", "Share of standing that flows on along the lines to who is listened to."),
    "dotted_weight": Words("Weight of a dotted line", "Against a solid one, in coalition position."),
    "together_weight": Words("Addressed together", "Weight of being in one mail or meeting with others of theirs."),
    "written_to_weight": Words("Who writes to whom", "Weight of mail among their own people."),
    "largest_group": Words("Largest group", "A mail or meeting with more of their people ties nobody.", "people"),
    **{
        f"{key}_prior": Words(f"Start of {who}", "Where influence starts while little is known, 0 to 1.")
        for key, who in _PEOPLE.items()
    },
    "track_record_prior": Words("Hold of the start", "So many past deals' worth of the starting point.", "deals"),
    **{
        f"seen_by_{rank}": Words(f"Seen by {who} of ours", "Share of their network one of that rank sees.")
        for rank, who in _RANKS.items()
    },
    "seen_by_unknown": Words("Seen by one of ours, rank unknown", "Share of their network such a colleague sees."),
    "seen_in_full": Words("Seen in full", "Confidence from a complete record of theirs."),
    "lines_confidence": Words("Confidence from lines", "What lines on the map add to confidence."),
    "authority_confidence": Words("Confidence from authority", "What ticks of authority add to confidence."),
    "track_record_confidence": Words("Confidence from past deals", "What a track record adds to confidence."),
    "assumed_below": Words("Assumed below", "With less confidence than this, influence is drawn as assumed."),
}

_TIES = {
    "half_life_days": Words("Half-life", "After so many days an interaction counts half for a tie.", "days"),
    "saturation": Words("Saturation", "The faded sum at which a tie reaches 63 of 100."),
}

SCORING_WORDS: dict[str, Words] = {
    **{
        f"{group}.{name}": words
        for group, values in (
            ("engagement", _ENGAGEMENT),
            ("sentiment", _SENTIMENT),
            ("influence", _INFLUENCE),
            ("ties", _TIES),
            ("silence", _SILENCE),
        )
        for name, words in values.items()
    },
    "threads_days": Words("Threads look back", "Days of two-way interaction that effective threads count.", "days"),
}
