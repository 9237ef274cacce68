"""What every single value of the judgement settings means, for the people who turn it."""

from __future__ import annotations

from coalition.scoring.setting_words import Words

JUDGEMENT_WORDS: dict[str, Words] = {
    "weight_if_not_assessed": Words("Weight if not assessed", "What a person counts whose influence nobody assessed."),
    "least_weight": Words("Least weight", "What everybody counts at least."),
    "target_threads": Words("Threads wanted", "Effective threads at which a deal no longer hangs on one person."),
    "consensus_threshold": Words("Consensus from", "Weighted support, -1 to 1, from which the group says yes."),
    "least_known_share": Words(
        "Least known share", "Share of influence whose stance must be known before a yes is called."
    ),
    "support_from": Words("For us from", "Support, -1 to 1, from which a person counts as for us."),
    "support_when_won": Words("Support when won over", "What is assumed of a person who is won over."),
    "fresh_days": Words("Fresh", "Evidence older than this makes a record static.", "days"),
    "least_sentiment_confidence": Words("Sure enough", "Behaviour less sure than this leaves a blind spot."),
    "stale_view_days": Words("Stale view", "A seller's view older than this is a blind spot.", "days"),
    "review_cadence_days": Words("Review every", "The rhythm in which maps are to be reviewed.", "days"),
    "review_lost_after_cadences": Words(
        "Loop lost after", "So many rhythms without a review: no coaching loop.", "times"
    ),
    "extra_cost_if_against": Words("Extra cost if against", "What winning over somebody against us costs more."),
    "green_from": Words("Green from", "Map score from which a map is green.", "points"),
    "amber_from": Words("Amber from", "Map score from which a map is amber.", "points"),
    "least_comparables": Words("Least comparable deals", "With fewer, the template of the segment is used.", "deals"),
    "nearest_comparables": Words("Nearest deals", "So many comparable won deals are looked at.", "deals"),
    "expected_share": Words("Expected from", "Share of comparable deals that had a role for it to be expected."),
    "greatest_distance": Words("Greatest distance", "A deal less alike than this is no comparison, 0 to 1."),
    "silent_days": Words("Silent", "Days without anything two-way after which a risk is told.", "days"),
    "opposed_below": Words("Against us below", "Sentiment under which a person counts as against us.", "points"),
    "least_assessed_for_too_good": Words(
        "People for “too good”", "So many assessed and nobody against us: told.", "people"
    ),
    "closing_margin": Words(
        "Closing margin", "An open signal closes once its figure is so far beyond the limit, as a share of its scale."
    ),
    "wavering_days": Words(
        "Wavering", "A cause that comes back within so many days must stay away as long before it closes.", "days"
    ),
    "cold_reach": Words("Cold reach", "Reach of a person to whom no chain of introductions is known, 0 to 1."),
    "least_views": Words("Least views", "Past views of a seller below which no calibration is told."),
    "prior_views": Words("Hold of the average seller", "So many views of an average seller are mixed in."),
    "friendly_points": Words("Over-friendly from", "Points above later behaviour from which it is told.", "points"),
    "name_sellers": Words("Name sellers", "Off: no figure names or ranks a seller (works-council mode)."),
    "stalled_days": Words("Stalled", "Days on the map without ever answering, after which nobody counts.", "days"),
    "exception_days": Words("Longest exception", "The longest an exception from a stage gate may hold.", "days"),
    "least_closed_to_say": Words("Least closed deals", "With fewer, a share of won ones is not told.", "deals"),
}
