"""Reads the pasts of everything on some maps that changed in a time, each as the versions it went through.

Two looks, in a number of queries that does not depend on how many deals there are: what was written in the time, no
more than a bounded number of rows of each kind, and then the whole past of the things those rows are about.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from coalition.judgement.difference import Version
from coalition.portfolio.models import NormsVersion, ScoreSnapshot
from coalition.record.models import Contact, Line, LineKind, Opportunity, Stakeholder
from coalition.record.models.base import Recorded

#: Rows of one kind read from the time asked about. What is older than the oldest of them is left out, and it is said.
ROWS_AT_MOST = 2000

Key = tuple[Hashable, ...]
Past = dict[Key, list[Version]]
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Kind:
    """A kind of row: what is told of it, what it is about, and the columns that says."""

    model: type[Recorded]
    fields: tuple[str, ...]
    about: Callable[[Row], Key]
    keys: tuple[str, ...]


_SEAT = (
    "personas",
    "sentiment",
    "sentiment_evidence",
    "influence",
    "influence_reason",
    "influence_until",
    "vote_kind",
    "vote",
    "coverage_owner_id",
    "purchasing_authority",
    "approval_power",
    "committee_member",
    "senior_for_decision",
    "personal_connections",
    "relationship",
    "process_role",
    "access",
    "change_stance",
    "fit_view",
    "preference",
    "buying_stage",
    "is_key",
    "owns_problem",
    "aligned_with",
    "notes",
)
_PERSON = ("name", "title", "department", "business_unit", "seniority", "status", "account_id")
_LINE = ("to_contact_id", "strength", "note", "since", "told_by")
_DEAL = ("name", "stage_id", "amount", "currency", "close_on", "owner_id", "next_step")
SCORES = ("sentiment_score", "engagement_level", "influence_level", "settings_version")


def _line_key(row: Row) -> Key:
    if row["kind"] == LineKind.REPORTS_TO and row["opportunity_id"] is None:
        return (row["kind"], None, row["from_contact_id"], None)  # another manager is a change of the same line
    return (row["kind"], row["opportunity_id"], row["from_contact_id"], row["to_contact_id"])


# A seat and a line are what they connect, not their row: somebody taken off and put back has two rows and one past.
SEATS = Kind(
    Stakeholder,
    _SEAT,
    lambda row: (row["opportunity_id"], row["contact_id"]),
    ("id", "opportunity_id", "contact_id"),
)
PEOPLE = Kind(Contact, _PERSON, lambda row: (row["id"],), ("id", "uuid"))
LINES = Kind(Line, _LINE, _line_key, ("kind", "opportunity_id", "from_contact_id", "to_contact_id"))
DEALS = Kind(Opportunity, _DEAL, lambda row: (row["id"],), ("id",))


@dataclass
class Pasts:
    """Versions by what they are about: a seat by deal and contact, a person by contact, a line by kind, deal (or None)
    and ends (of a reporting line only the report: another manager is a change of it), a deal by itself, scores by
    stakeholder. All keys are internal ids. ``norms_since``: when what is usual was first learnt."""

    since: datetime
    complete: bool = True
    seats: Past = field(default_factory=dict)
    people: Past = field(default_factory=dict)
    lines: Past = field(default_factory=dict)
    deals: Past = field(default_factory=dict)
    scores: Past = field(default_factory=dict)
    norms_since: datetime | None = None


def read_pasts(deals: QuerySet[Opportunity], since: datetime, until: datetime) -> Pasts:
    """The pasts of what changed on these maps after ``since``, up to ``until``. Eleven queries, however many deals."""
    ids = deals.order_by().values("id")
    seated = Stakeholder.history.filter(opportunity_id__in=ids)
    ever_there = seated.values("contact_id")
    here = Q(opportunity_id__isnull=True) | Q(opportunity_id__in=ids)
    seats = _window(seated, since, until, "opportunity_id", "contact_id", "id")
    people = _window(Contact.history.filter(id__in=ever_there), since, until, "id")
    lines = _window(
        Line.history.filter(here, from_contact_id__in=ever_there), since, until, "from_contact_id", "to_contact_id"
    )
    moved = _window(Opportunity.history.filter(id__in=ids), since, until, "id")
    scored_here = ScoreSnapshot.objects.filter(stakeholder_id__in=seated.values("id"))
    points = _window(scored_here.filter(_scored_before()), since, until, "stakeholder_id", when="as_of")
    windows = (seats, people, lines, moved, points)
    floor = max(since, *(_floor(rows, since) for rows in windows))
    seats, people, lines, moved, points = ([row for row in rows if row[-1] > floor] for rows in windows)

    found = Pasts(since=floor, complete=floor == since)
    scored = {row[0] for row in points}
    touched = {row[1] for row in seats} | {row[0] for row in people}
    ends = {row[0] for row in lines} | {row[1] for row in lines}
    stood = Q(contact_id__in=touched | ends) | Q(id__in=scored)
    found.seats = _past(SEATS, Q(opportunity_id__in=ids) & stood, until)
    found.lines = _past(LINES, here & Q(from_contact_id__in={row[0] for row in lines}), until)
    # Also whoever a person no longer reports to: the change names them.
    ends |= {version.values["to_contact_id"] for past in found.lines.values() for version in past if version.values}
    seated_ids = {contact for _, contact in found.seats}
    found.people = _past(PEOPLE, Q(id__in=touched | ends | seated_ids), until)
    found.deals = _past(DEALS, Q(id__in={row[0] for row in moved}), until)
    found.scores = _scores(scored, until)
    if scored:
        found.norms_since = NormsVersion.objects.aggregate(first=Min("learned_at"))["first"]
    return found


def _scored_before() -> Exists:
    """A first score is no change. After an import there are thousands of them, which would crowd out what is."""
    earlier = ScoreSnapshot.objects.filter(stakeholder_id=OuterRef("stakeholder_id"), as_of__lt=OuterRef("as_of"))
    return Exists(earlier)


def _window(
    rows: QuerySet[Any], since: datetime, until: datetime, *names: str, when: str = "history_date"
) -> list[tuple[Any, ...]]:
    """Keys and times of the newest rows of the time, the time last."""
    inside = rows.filter(**{f"{when}__gt": since, f"{when}__lte": until}).order_by(f"-{when}")
    return list(inside.values_list(*names, when)[: ROWS_AT_MOST + 1])


def _floor(rows: Sequence[tuple[Any, ...]], since: datetime) -> datetime:
    """From when on these rows tell everything. Of several rows at the moment where reading stopped, none are told."""
    return rows[-1][-1] if len(rows) > ROWS_AT_MOST else since


def _past(kind: Kind, which: Q, until: datetime) -> Past:
    rows: QuerySet[Any] = kind.model.history.filter(which, history_date__lte=until)
    columns = ("history_date", "history_type", "history_user_id", "history_change_reason", *kind.fields, *kind.keys)
    told = tuple(dict.fromkeys((*kind.fields, *kind.keys)))
    found: Past = {}
    # history_id breaks ties: two changes within one clock tick keep the order they were made in.
    for row in rows.order_by("history_date", "history_id").values(*dict.fromkeys(columns)):
        version = Version(
            at=row["history_date"],
            values=None if row["history_type"] == "-" else {name: row[name] for name in told},
            by=row["history_user_id"],
            reason=row["history_change_reason"] or "",
        )
        found.setdefault(kind.about(row), []).append(version)
    return found


def _scores(stakeholder_ids: Iterable[int], until: datetime) -> Past:
    rows = ScoreSnapshot.objects.filter(stakeholder_id__in=set(stakeholder_ids), as_of__lte=until)
    found: Past = {}
    for row in rows.order_by("as_of", "id").values("stakeholder_id", "as_of", *SCORES):
        version = Version(at=row["as_of"], values={name: row[name] for name in SCORES})
        found.setdefault((row["stakeholder_id"],), []).append(version)
    return found
