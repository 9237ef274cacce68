"""The fields of a deal as a rule reads them (see ``rule_fields.DEAL_FIELDS``), each worked out when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import Final

from coalition.judgement.consensus import Consensus, consensus
from coalition.judgement.coverage import Coverage, coverage
from coalition.judgement.frame import Frame
from coalition.judgement.gaps import Gap, five_gaps
from coalition.judgement.map_score import map_score
from coalition.judgement.missing_roles import Role, expectation
from coalition.judgement.rule_fields import DEAL_FIELDS, GAPS, custom_key
from coalition.judgement.stalled import stalled
from coalition.judgement.threads import Threads, threads


class DealValues(Mapping[str, object]):
    """By name of the field; None: not known. ``open_gates`` counts what the next stage still asks, where that may be
    read: a gate cannot ask how many gates are open."""

    def __init__(self, frame: Frame, open_gates: Callable[[], int] | None = None) -> None:
        self.frame, self.open_gates = frame, open_gates
        self.snapshot, self.deal, self.account = frame.snapshot, frame.snapshot.deal, frame.snapshot.deal.account
        self._found: dict[str, object] = {}

    def __getitem__(self, field: str) -> object:
        if field not in self._found:
            self._found[field] = self._read(field)
        return self._found[field]

    def __iter__(self) -> Iterator[str]:
        return iter(DEAL_FIELDS)

    def __len__(self) -> int:
        return len(DEAL_FIELDS)

    def _read(self, field: str) -> object:
        if key := custom_key(field):
            return (self.deal if field.startswith("deal.") else self.account).custom.get(key)
        return _READERS[field](self)

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        return expectation(self.frame).roles

    @cached_property
    def covered(self) -> Coverage:
        return coverage(self.frame, self.roles)

    @cached_property
    def agreed(self) -> Consensus:
        return consensus(self.frame)

    @cached_property
    def woven(self) -> Threads:
        # Without gates: what leaves with a person of them is told elsewhere, and no field here.
        return threads(self.frame, self.roles, self.covered, self.agreed, ())

    @cached_property
    def gaps(self) -> Mapping[str, Gap]:
        return {gap.key: gap for gap in five_gaps(self.frame, self.covered, self.woven)}

    def days_since(self, moment: datetime | None) -> int | None:
        return None if moment is None else (self.snapshot.as_of - moment).days

    def of_side(self, side: str) -> int:
        return sum(self.frame.side(key) == side for key in self.frame.by_contact)


def _last_contact(values: DealValues) -> datetime | None:
    met = [person.engagement.last_two_way_at for person in values.frame.people]
    return max((at for at in met if at is not None), default=None)


def _overdue(values: DealValues) -> int:
    today = values.snapshot.as_of.date()
    return sum(each.due_on is not None and each.due_on < today for each in values.snapshot.reviews.open_actions)


def _days_to_close(values: DealValues) -> int | None:
    ends = values.deal.close_on
    return None if ends is None else (ends - values.snapshot.as_of.date()).days


def _age(values: DealValues) -> int | None:
    begun = values.deal.created_on
    return None if begun is None else (values.snapshot.as_of.date() - begun).days


def _gap(key: str) -> Callable[[DealValues], object]:
    return lambda values: values.gaps[key].value


_READERS: Final[Mapping[str, Callable[[DealValues], object]]] = {
    "deal.amount": lambda v: v.deal.amount,
    "deal.currency": lambda v: v.deal.currency,
    "deal.type": lambda v: v.deal.kind,
    "deal.pipeline": lambda v: v.deal.pipeline,
    "deal.stage": lambda v: v.deal.stage_name,
    "deal.stage_number": lambda v: v.deal.stage_position + 1,
    "deal.days_in_stage": lambda v: v.days_since(v.deal.stage_entered_at),
    "deal.days_to_close": _days_to_close,
    "deal.age_days": _age,
    "deal.owner": lambda v: v.deal.owner_name,
    "deal.owner_team": lambda v: v.deal.owner_team,
    "deal.next_step": lambda v: v.deal.next_step,
    "deal.days_since_review": lambda v: v.days_since(v.snapshot.reviews.last_review_at),
    "deal.days_since_contact": lambda v: v.days_since(_last_contact(v)),
    "deal.open_comments": lambda v: len(v.snapshot.reviews.open_comments),
    "deal.overdue_actions": _overdue,
    "deal.open_gates": lambda v: v.open_gates() if v.open_gates else None,
    "deal.people": lambda v: len(v.frame.people),
    "deal.engaged": lambda v: sum(person.is_engaged for person in v.frame.people),
    "deal.for_us": lambda v: v.of_side("for"),
    "deal.against_us": lambda v: v.of_side("against"),
    "deal.decision_makers": lambda v: len(v.frame.decision_makers),
    "deal.stalled": lambda v: len(stalled(v.frame.people, v.snapshot.as_of, v.frame.settings.stalled_days)),
    "deal.empty_seats": lambda v: len(v.snapshot.seats),
    "deal.insights": lambda v: len(v.snapshot.insights),
    "deal.coverage": lambda v: v.covered.score,
    "deal.map_score": lambda v: map_score(v.frame, v.roles).score,
    "deal.consensus": lambda v: v.agreed.mean,
    "deal.consensus_reached": lambda v: v.agreed.reached,
    "deal.effective_threads": lambda v: v.woven.effective,
    "deal.single_thread_risk": lambda v: v.woven.single_thread_risk,
    **{f"deal.gap.{key}": _gap(key) for key in GAPS},
    "account.name": lambda v: v.deal.account_name,
    "account.segment": lambda v: v.deal.segment,
    "account.industry": lambda v: v.deal.industry,
    "account.country": lambda v: v.account.country,
    "account.tier": lambda v: v.account.tier,
    "account.fit": lambda v: v.account.fit,
    "account.employees": lambda v: v.account.employees,
    "account.annual_revenue": lambda v: v.account.annual_revenue,
}
