"""One change as a sentence."""

from __future__ import annotations

from coalition.portfolio.changes.model import Change
from coalition.portfolio.changes.words import LINE_WORDS


def sentence(change: Change) -> str:
    """What happened to whom; who or what caused it stands beside it."""
    subject = change.contact.name if change.contact else "The deal"
    if change.subject == "seat":
        subject = f"Empty seat {subject}"
    if change.subject == "line":
        other = change.other.name if change.other else "somebody"
        subject = f"{subject} {LINE_WORDS[change.line_kind]} {other}"
        if change.what != "changed":
            return f"{subject}: line {'drawn' if change.what == 'joined' else 'erased'}"
    if change.subject == "deal" and change.what != "changed":
        return f"The deal was {'recorded' if change.what == 'joined' else 'deleted'}"
    if change.what != "changed":
        return f"{subject} {'joined' if change.what == 'joined' else 'left'}"
    return f"{subject}: {change.label} {change.before or 'empty'} → {change.after or 'empty'}"
