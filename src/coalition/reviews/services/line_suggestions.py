"""What a reviewer would do with a line between two people: draw one, change it, or erase it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from coalition.access.models import User
from coalition.record import gates
from coalition.record.errors import Forbidden, Invalid, NotFound
from coalition.record.models import Contact, Line, LineKind
from coalition.record.services.lines import draw_line, erase_line, update_line
from coalition.reviews.models import ReviewComment

_FIELD = "suggests_line"


@dataclass(frozen=True, slots=True)
class LineSuggestion:
    """``draw`` needs a kind; ``change`` a line and another kind or strength; ``erase`` a line."""

    do: Literal["draw", "change", "erase"]
    kind: str = ""
    strength: int | None = None
    line: Line | None = None

    def kept(self, one: Contact | None, other: Contact | None) -> dict[str, Any]:
        """As it is kept with a comment on these two; Invalid when it says too little, or speaks of another line."""
        if one is None or other is None or one.pk == other.pk:
            raise Invalid({"to_contact_id": ["Name the two people the line is between."]})
        if self.do == "draw" and (not self.kind or self.line is not None):
            raise Invalid({_FIELD: ["Say which kind of line to draw; a line that is there is changed or erased."]})
        if self.do != "draw" and (self.line is None or not _between(self.line, one, other)):
            raise Invalid({_FIELD: [f"Name a line between {one.name} and {other.name}."]})
        if self.do == "change" and not self.kind and self.strength is None:
            raise Invalid({_FIELD: ["Say what to change: its kind or its strength."]})
        said = {"do": self.do, "kind": self.kind, "strength": self.strength}
        return {name: value for name, value in said.items() if value} | (
            {"line_id": str(self.line.uuid), "was": self.line.kind} if self.line else {}
        )


def do_with_line(comment: ReviewComment, *, by: User, reason: str) -> None:
    """Draw, change or erase as suggested, as far as ``by`` may.

    Raises Invalid when the line is gone or drawn already, or a circle of reporting lines would close; Forbidden.
    """
    said = comment.suggests_line
    changes = {name: said[name] for name in ("kind", "strength") if name in said}
    if said["do"] == "draw":
        _draw(comment, by=by, reason=reason, **changes)
        return
    try:
        line = gates.line_for(by, said["line_id"], write=True)
    except NotFound:
        raise Invalid({_FIELD: ["The line is not there any more. Answer the comment to close it."]}) from None
    if said["do"] == "erase":
        erase_line(line, by=by, reason=reason)
    else:
        update_line(line, by=by, reason=reason, **changes)


def _draw(comment: ReviewComment, *, kind: str, strength: int | None = None, by: User, reason: str) -> None:
    """On this deal alone: the review was of this deal. Who reports to whom holds everywhere, and takes more rights."""
    one, other = comment.contact, comment.to_contact
    assert one is not None  # noqa: S101  # a suggestion of a line names both
    assert other is not None  # noqa: S101
    everywhere = kind == LineKind.REPORTS_TO
    if everywhere and not gates.visible_contacts(by, write=True).filter(pk__in=[one.pk, other.pk]).exists():
        raise Forbidden(gates.READ_ONLY)
    draw_line(
        kind=kind,
        from_contact=one,
        to_contact=other,
        opportunity=None if everywhere else comment.opportunity,
        strength=strength,
        by=by,
        reason=reason,
    )


def _between(line: Line, one: Contact, other: Contact) -> bool:
    return {line.from_contact_id, line.to_contact_id} == {one.pk, other.pk}
