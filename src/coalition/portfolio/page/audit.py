"""The largest deals against the five visibility gaps, with all the records behind each (E6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from coalition.judgement.beliefs import Beliefs
from coalition.judgement.gaps import Gap
from coalition.judgement.summary import judge
from coalition.portfolio.page.rows import rows_of
from coalition.portfolio.settings import current_judgement_settings
from coalition.portfolio.snapshots import deal_snapshots
from coalition.record.models import Opportunity

#: From here on a gap is told as wide open.
WIDE = 60.0
MOST = 100


@dataclass(frozen=True)
class Audited:
    """One deal: its row, who carries the decision, the five gaps with every item, and names by contact id."""

    row: dict[str, Any]
    beliefs: Beliefs
    gaps: tuple[Gap, ...]
    names: dict[str, str]

    @property
    def mean(self) -> float:
        return sum(gap.value for gap in self.gaps) / len(self.gaps)


@dataclass(frozen=True)
class GapTotal:
    """One gap over all deals of the audit."""

    key: str
    name: str
    mean: float
    wide: int


@dataclass(frozen=True)
class Audit:
    as_of: datetime
    top: int
    totals: tuple[GapTotal, ...]
    deals: tuple[Audited, ...]


def audit(deals: QuerySet[Opportunity], top: int, as_of: datetime) -> Audit:
    """The ``top`` largest of these deals, judged anew: the whole evidence, and nothing that waits for a worker.

    Largest by amount as it was written down; currencies are not converted. A constant number of queries.
    """
    rows = rows_of(deals, "-amount", min(top, MOST), 0)
    snapshots = deal_snapshots([row["id"] for row in rows], as_of)
    settings = current_judgement_settings()
    found = []
    for row in rows:
        snapshot = snapshots[row["id"]]
        judged = judge(snapshot, settings)
        names = {person.contact_id: person.name for person in snapshot.people}
        found.append(Audited(row, judged.beliefs, judged.gaps, names))
    return Audit(as_of, top, _totals(found), tuple(found))


def _totals(found: list[Audited]) -> tuple[GapTotal, ...]:
    if not found:
        return ()
    columns = zip(*(each.gaps for each in found), strict=True)
    return tuple(
        GapTotal(
            column[0].key,
            column[0].name,
            sum(gap.value for gap in column) / len(column),
            sum(gap.value >= WIDE for gap in column),
        )
        for column in columns
    )
