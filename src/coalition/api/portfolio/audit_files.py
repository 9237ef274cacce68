"""The audit as a workbook and as pages to print."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from coalition.api.exports.sheet import Sheet
from coalition.drawing.report import Cell, Line, Report, pages
from coalition.judgement.beliefs import Belief
from coalition.portfolio.page.audit import WIDE, Audit, Audited

#: Evidence of one gap on paper; the workbook has all.
ON_PAPER = 8
HEADS = {
    "static_records": "Static",
    "persona_without_influence": "Influence",
    "sentiment_blind_spots": "Sentiment",
    "single_threaded_coverage": "Threads",
    "no_coaching_loop": "Coaching",
}
_DEALS = (
    ("Deal", 38),
    ("Account", 26),
    ("Segment", 14),
    ("Owner", 20),
    ("Stage", 20),
    ("Amount", 14),
    ("Currency", 9),
    ("Closes", 12),
    ("Economic buyer", 24),
    ("Believes", 14),
    ("How we know", 14),
    ("Finance lead", 24),
    ("Believes ", 14),
    ("How we know ", 14),
)
_EVIDENCE = (
    ("Deal", 38),
    ("Gap", 26),
    ("Points", 9),
    ("What", 90),
    ("Who", 28),
    ("Deal id", 38),
)


@dataclass(frozen=True)
class FileKind:
    content_type: str
    make: Callable[[Audit], bytes]


def as_workbook(found: Audit) -> bytes:
    """Three tables: the deals, every record behind every gap, and the gaps over all deals."""
    from coalition.api.exports.workbook import workbook

    names = [(total.name, 14) for total in found.totals]
    sheets = [
        Sheet("Deals", (*_DEALS, *names, ("Mean", 9), ("Deal id", 38)), (_deal(each) for each in found.deals)),
        Sheet("Evidence", _EVIDENCE, (row for each in found.deals for row in _records(each))),
        Sheet(
            "Gaps",
            (("Gap", 30), ("Mean", 9), (f"Deals at {WIDE:.0f} or more", 22), ("Deals", 9)),
            ([total.name, total.mean, total.wide, len(found.deals)] for total in found.totals),
        ),
    ]
    return workbook(sheets, "Audit of the largest open deals")


def as_pages(found: Audit) -> bytes:
    """The heat table, then the evidence deal by deal."""
    from coalition.drawing.picture.pdf import pdf

    wide = ", ".join(f"{total.name.lower()} {total.wide}" for total in found.totals)
    report = Report(
        title=f"The {len(found.deals)} largest open deals against the five visibility gaps",
        subtitle=f"{found.as_of:%d %B %Y, %H:%M} UTC. Deals at {WIDE:.0f} or more: {wide or 'none'}.",
        heads=("Owner", "Amount", "Closes", "Economic buyer", "Finance lead"),
        lines=tuple(_line(each) for each in found.deals),
        foot="Gaps run from 0 (none) to 100 (wide). Not assessed is not neutral. Amounts are not converted.",
    )
    return pdf(*pages(report))


KINDS: dict[str, FileKind] = {
    "xlsx": FileKind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_workbook),
    "pdf": FileKind("application/pdf", as_pages),
}


def _deal(each: Audited) -> list[Any]:
    row = each.row
    return [
        row["name"],
        row["account__name"] or "",
        row["account__segment"] or "",
        row["owner__name"] or "",
        row["stage__name"],
        None if row["amount"] is None else float(row["amount"]),
        row["currency"],
        row["close_on"],
        *_seat(each.beliefs.economic_buyer),
        *_seat(each.beliefs.finance_lead),
        *(round(gap.value, 1) for gap in each.gaps),
        round(each.mean, 1),
        row["uuid"],
    ]


def _seat(belief: Belief | None) -> tuple[str, str, str]:
    if belief is None:
        return ("nobody", "", "")
    return (belief.name, belief.word or "not assessed", belief.how or "not assessed")


def _records(each: Audited) -> Iterator[list[Any]]:
    for gap in each.gaps:
        for item in gap.items:
            who = ", ".join(each.names.get(key, "") for key in item.contact_ids)
            yield [each.row["name"], gap.name, round(item.points, 1), item.text, who, each.row["uuid"]]


def _line(each: Audited) -> Line:
    row = each.row
    amount = "" if row["amount"] is None else f"{row['amount']:,.0f} {row['currency']}".strip()
    return Line(
        title=row["name"],
        below=" · ".join(part for part in (row["account__name"], row["stage__name"]) if part),
        words=(
            row["owner__name"] or "",
            amount,
            f"{row['close_on']:%d %b %Y}" if row["close_on"] else "",
            _said(each.beliefs.economic_buyer),
            _said(each.beliefs.finance_lead),
        ),
        cells=tuple(Cell(gap.name, HEADS[gap.key], gap.value, _told(gap.items)) for gap in each.gaps),
    )


def _said(belief: Belief | None) -> str:
    return f"{belief.word or 'not assessed'}: {belief.name}" if belief else "nobody named"


def _told(items: Any) -> tuple[str, ...]:
    told = tuple(f"{item.text} ({item.points:.1f})" for item in items[:ON_PAPER])
    return (*told, f"and {len(items) - ON_PAPER} more") if len(items) > ON_PAPER else told
