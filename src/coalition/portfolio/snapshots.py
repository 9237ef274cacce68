"""Builds what judgement reads: deals with their people, scores, lines and insights, as rows of the record say now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

from django.db.models import Max, Q

from coalition.access.models import User
from coalition.judgement import people as judged
from coalition.judgement import snapshot as contract
from coalition.judgement.gate_rules import GateRule
from coalition.portfolio.comparables import comparables, comparables_then
from coalition.portfolio.models import DealScore, StakeholderScore
from coalition.portfolio.supplied import GATE_RULES, REVIEWS
from coalition.record.models import (
    Account,
    Contact,
    EmptySeat,
    Insight,
    Line,
    MapTemplate,
    Opportunity,
    Outcome,
    Persona,
    SeatState,
    Stage,
    StageChange,
    Stakeholder,
)
from coalition.record.selectors.as_of import versions_at

Facts = Mapping[str, Any]
_TICKS = tuple(judged.Ticks.__dataclass_fields__)
_INDICATORS = tuple(judged.Indicators.__dataclass_fields__)
_TREND = tuple((part, f"sentiment_{part}_value") for part in ("reply_latency", "reply_rate", "acceptance", "volume"))


@dataclass
class Surroundings:
    """What deals have in common, read once for all of them."""

    users: dict[int, User]
    stages: dict[int, list[int]]
    """By pipeline: positions of the stages a deal can move forward to, in order."""
    personas: tuple[contract.PersonaFacts, ...]
    comparables: tuple[contract.Comparable, ...]
    pipelines: Mapping[int, str] = field(default_factory=dict)
    """Names by internal id."""
    templates: Mapping[str, contract.Template] = field(default_factory=dict)
    """By segment, in small letters. The one for all other segments is the settings' own."""


@dataclass
class DealRows:
    """The rows of one deal."""

    deal: Opportunity
    as_of: datetime
    entered_at: datetime | None = None
    stakeholders: list[Stakeholder] = field(default_factory=list)
    contacts: dict[int, Contact] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    insights: list[Insight] = field(default_factory=list)
    facts: dict[int, Facts] = field(default_factory=dict)
    """Scoring columns by stakeholder."""
    ties: Sequence[Sequence[Any]] = ()
    gate_rules: tuple[GateRule, ...] = ()
    reviews: contract.ReviewFacts = field(default_factory=contract.ReviewFacts)
    seats: Sequence[EmptySeat] = ()


def deal_snapshot(opportunity_id: int, as_of: datetime) -> contract.DealSnapshot:
    """One deal with its stored scores."""
    return next(iter(deal_snapshots([opportunity_id], as_of).values()))


def deal_snapshots(opportunity_ids: Iterable[int], as_of: datetime) -> dict[int, contract.DealSnapshot]:
    """These deals with their stored scores. The number of queries does not depend on how many there are."""
    rows = _rows(list(opportunity_ids), as_of)
    around = surroundings(as_of)
    return {key: build(deal, around) for key, deal in rows.items()}


def surroundings(as_of: datetime, *, past: bool = False) -> Surroundings:
    """``past``: the won deals to compare with are those known by then, as they were known."""
    stages, pipelines = _stages()
    return Surroundings(
        users={user.pk: user for user in User.objects.select_related("team")},
        stages=stages,
        pipelines=pipelines,
        personas=tuple(
            contract.PersonaFacts(p.key, p.name, cast(Any, p.group)) for p in Persona.objects.filter(is_active=True)
        ),
        comparables=comparables_then(as_of) if past else comparables(as_of),
        templates=_templates(as_of if past else None),
    )


def _templates(moment: datetime | None) -> dict[str, contract.Template]:
    rows = MapTemplate.objects.all() if moment is None else versions_at(MapTemplate, moment, Q())
    return {
        each.segment.casefold(): contract.Template(each.name, tuple(_expected(role) for role in each.roles))
        for each in rows
        if each.segment
    }


def _expected(role: Mapping[str, Any]) -> contract.ExpectedRole:
    return contract.ExpectedRole(role["persona"], role["importance"], role["from_stage"])


def _stages() -> tuple[dict[int, list[int]], dict[int, str]]:
    """By pipeline: positions one can move forward to, and its name. One query."""
    found: dict[int, list[int]] = {}
    names: dict[int, str] = {}
    forward = Stage.objects.exclude(outcome=Outcome.LOST).order_by("pipeline_id", "position")
    for pipeline, position, name in forward.values_list("pipeline_id", "position", "pipeline__name"):
        found.setdefault(pipeline, []).append(position)
        names[pipeline] = name
    return found, names


def supply(found: Mapping[int, DealRows], as_of: datetime, *, past: bool = False) -> None:
    """Put in what is kept above the portfolio."""
    deals = [rows.deal for rows in found.values()]
    rules = GATE_RULES.of(deals, as_of, past=past)
    reviews = REVIEWS.of(deals, as_of, past=past)
    for key, rows in found.items():
        rows.gate_rules, rows.reviews = rules[key], reviews[key]


def _rows(ids: list[int], as_of: datetime) -> dict[int, DealRows]:
    deals = Opportunity.objects.filter(pk__in=ids).select_related("account", "stage")
    found = {deal.pk: DealRows(deal, as_of) for deal in deals}
    for key, entered in (
        StageChange.objects.filter(opportunity_id__in=ids).values_list("opportunity_id").annotate(Max("occurred_at"))
    ):
        found[key].entered_at = entered
    for stakeholder in Stakeholder.objects.filter(opportunity_id__in=ids).order_by("id"):
        found[stakeholder.opportunity_id].stakeholders.append(stakeholder)
    on_deals: dict[int, list[int]] = defaultdict(list)
    for key, rows in found.items():
        for stakeholder in rows.stakeholders:
            on_deals[stakeholder.contact_id].append(key)
    for contact in Contact.objects.filter(pk__in=on_deals).select_related("account"):
        for key in on_deals[contact.pk]:
            found[key].contacts[contact.pk] = contact
    _lines(found, on_deals)
    _insights(found)
    for stakeholder_id, key, facts in StakeholderScore.objects.filter(opportunity_id__in=ids).values_list(
        "stakeholder_id", "opportunity_id", "facts"
    ):
        found[key].facts[stakeholder_id] = facts
    for key, ties in DealScore.objects.filter(opportunity_id__in=ids).values_list("opportunity_id", "ties"):
        found[key].ties = ties
    for seat in EmptySeat.objects.filter(opportunity_id__in=ids, state=SeatState.OPEN).order_by("id"):
        found[seat.opportunity_id].seats = [*found[seat.opportunity_id].seats, seat]
    supply(found, as_of)
    return found


def _lines(found: dict[int, DealRows], on_deals: Mapping[int, Sequence[int]]) -> None:
    lines = Line.objects.filter(from_contact__in=on_deals, to_contact__in=on_deals).order_by("id")
    for line in lines:
        both = set(on_deals[line.from_contact_id]) & set(on_deals[line.to_contact_id])
        for key in both if line.opportunity_id is None else both & {line.opportunity_id}:
            found[key].lines.append(line)


def _insights(found: dict[int, DealRows]) -> None:
    of_account: dict[int, list[int]] = defaultdict(list)
    for key, rows in found.items():
        if rows.deal.account_id is not None:
            of_account[rows.deal.account_id].append(key)
    mine = Q(opportunity_id__in=list(found)) | Q(opportunity__isnull=True, account_id__in=list(of_account))
    for insight in Insight.objects.filter(mine).order_by("id"):
        keys = [insight.opportunity_id] if insight.opportunity_id else of_account[insight.account_id]
        for key in keys:
            found[key].insights.append(insight)


def build(rows: DealRows, around: Surroundings) -> contract.DealSnapshot:
    """The snapshot of one deal. Internal keys become public ids here."""
    public = {key: str(contact.uuid) for key, contact in rows.contacts.items()}
    people = tuple(
        _person(stakeholder, rows, around) for stakeholder in rows.stakeholders if stakeholder.contact_id in public
    )
    ours = sorted({str(user) for user, _, _ in rows.ties})
    known = {str(user.uuid): user for user in around.users.values()}
    return contract.DealSnapshot(
        as_of=rows.as_of,
        deal=_deal(rows, around),
        people=people,
        lines=tuple(
            contract.Line(
                str(line.uuid),
                cast(Any, line.kind),
                public[line.from_contact_id],
                public[line.to_contact_id],
                line.strength,
            )
            for line in rows.lines
        ),
        insights=tuple(_insight(each, rows) for each in rows.insights),
        our_people=tuple(
            contract.OurPerson(uuid, known[uuid].name, str(known[uuid].seniority or ""))
            for uuid in ours
            if uuid in known
        ),
        ties=tuple(contract.OurTie(str(user), str(contact), float(strength)) for user, contact, strength in rows.ties),
        personas=around.personas,
        comparables=tuple(each for each in around.comparables if each.deal_id != str(rows.deal.uuid)),
        template=around.templates.get(_segment(rows.deal), contract.Template()),
        gate_rules=rows.gate_rules,
        reviews=rows.reviews,
        seats=tuple(contract.EmptySeat(str(each.uuid), tuple(each.personas), each.title) for each in rows.seats),
    )


def _segment(deal: Opportunity) -> str:
    return deal.account.segment.casefold() if deal.account else ""


def _deal(rows: DealRows, around: Surroundings) -> contract.DealFacts:
    deal = rows.deal
    account, stage = deal.account, deal.stage
    owner = around.users.get(deal.owner_id) if deal.owner_id else None
    return contract.DealFacts(
        id=str(deal.uuid),
        name=deal.name,
        kind=deal.kind,
        account_id=str(account.uuid) if account else "",
        account_name=account.name if account else "",
        segment=account.segment if account else "",
        industry=account.industry if account else "",
        amount=None if deal.amount is None else float(deal.amount),
        currency=deal.currency,
        stage_key=stage.key,
        stage_name=stage.name,
        stage_position=stage.position,
        next_stage_position=next((p for p in around.stages.get(stage.pipeline_id, ()) if p > stage.position), None),
        outcome=stage.outcome,
        stage_entered_at=rows.entered_at,
        created_on=deal.created_on,
        close_on=deal.close_on,
        owner_id=str(owner.uuid) if owner else "",
        owner_name=owner.name if owner else "",
        owner_team=owner.team.name if owner and owner.team else "",
        pipeline=around.pipelines.get(stage.pipeline_id, ""),
        next_step=deal.next_step,
        custom=deal.custom,
        account=_account(account) if account else contract.AccountFacts(),
    )


def _account(account: Account) -> contract.AccountFacts:
    return contract.AccountFacts(
        country=account.country,
        tier=account.tier,
        fit=account.fit,
        employees=account.employees,
        annual_revenue=None if account.annual_revenue is None else float(account.annual_revenue),
        custom=account.custom,
    )


def _person(stakeholder: Stakeholder, rows: DealRows, around: Surroundings) -> judged.Stakeholder:
    contact = rows.contacts[stakeholder.contact_id]
    facts = rows.facts.get(stakeholder.pk, {})
    return judged.Stakeholder(
        id=str(stakeholder.uuid),
        contact_id=str(contact.uuid),
        name=contact.name,
        title=contact.title,
        department=contact.department,
        business_unit=contact.business_unit,
        seniority=contact.seniority,
        status=contact.status,
        is_outsider=_is_outsider(contact, rows.deal),
        personas=tuple(stakeholder.personas),
        coverage_owner_id=_user(stakeholder.coverage_owner_id, around),
        added_at=stakeholder.recorded_at,
        engagement=_engagement(facts),
        sentiment=_sentiment(stakeholder, facts, around),
        influence=_influence(stakeholder, facts, rows.as_of, around),
        ticks=judged.Ticks(**{name: getattr(stakeholder, name) for name in _TICKS}),
        indicators=judged.Indicators(**{name: getattr(stakeholder, name) for name in _INDICATORS}),
        notes=stakeholder.notes,
        competitor_stance=contact.competitor_stance,
        custom=contact.custom,
        # The first version only says that somebody was put on the map.
        changed_at={"record": stakeholder.updated_at} if stakeholder.version > 1 else {},
    )


def _engagement(facts: Facts) -> judged.Engagement:
    if not facts:
        return judged.Engagement()
    return judged.Engagement(
        level=facts["engagement_level"],
        score=facts["engagement_score"],
        two_way_90=facts.get("two_way_lately"),
        last_two_way_at=_moment(facts["last_two_way_s"]),
        last_seller_led_at=_moment(facts["last_seller_led_s"]),
        silence=_silence(facts),
    )


def _silence(facts: Facts) -> judged.Silence | None:
    if not facts.get("is_quiet"):
        return None
    return judged.Silence(facts["silence_days"], facts["silence_expected"], facts["silence_happened"])


def _sentiment(stakeholder: Stakeholder, facts: Facts, around: Surroundings) -> judged.Sentiment:
    seller = None
    if stakeholder.sentiment:
        by = _user(stakeholder.sentiment_by_id, around)
        seller = judged.SellerView(
            cast(Any, stakeholder.sentiment),
            stakeholder.sentiment_evidence,
            stakeholder.sentiment_at,
            by,
        )
    return judged.Sentiment(
        score=facts.get("sentiment_score"),
        source=facts.get("sentiment_source") or "",
        diverges=bool(facts.get("diverges")),
        seller=seller,
        behaviour=judged.BehaviourView(
            facts.get("behaviour_score"),
            facts.get("behaviour_confidence") or 0.0,
            tuple((part, facts[column]) for part, column in _TREND if facts.get(column) is not None),
        ),
    )


def _influence(stakeholder: Stakeholder, facts: Facts, as_of: datetime, around: Surroundings) -> judged.Influence:
    override = None
    if stakeholder.influence and stakeholder.influence_until and stakeholder.influence_until >= as_of.date():
        override = judged.InfluenceOverride(
            cast(Any, stakeholder.influence),
            stakeholder.influence_reason,
            stakeholder.influence_until,
            _user(stakeholder.influence_by_id, around),
        )
    return judged.Influence(
        score=facts.get("influence_score"),
        level=facts.get("influence_level") or "",
        confidence=facts.get("influence_confidence") or 0.0,
        assumed=bool(facts.get("influence_assumed", True)),
        override=override,
    )


def _insight(insight: Insight, rows: DealRows) -> contract.Insight:
    told_by = rows.contacts.get(insight.told_by_id) if insight.told_by_id else None
    return contract.Insight(
        id=str(insight.uuid),
        kind=cast(Any, insight.kind),
        text=insight.text,
        contact_ids=tuple(map(str, insight.contact_ids)),
        linked_ids=tuple(map(str, insight.linked_ids)),
        answer=insight.answer,
        confirmed=insight.confirmed_by_customer,
        told_by=str(told_by.uuid) if told_by else "",
        recorded_at=insight.recorded_at,
        confirmed_at=insight.confirmed_at,
    )


def _is_outsider(contact: Contact, deal: Opportunity) -> bool:
    """Of another house: not the deal's account, its parent, its units, or a unit of the same parent."""
    if deal.account is None or contact.account is None:
        return False
    group = {deal.account.pk, deal.account.parent_id} - {None}
    return contact.account.pk not in group and contact.account.parent_id not in group


def _user(user_id: int | None, around: Surroundings) -> str:
    user = around.users.get(user_id) if user_id else None
    return str(user.uuid) if user else ""


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
