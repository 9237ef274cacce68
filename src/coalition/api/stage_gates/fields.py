"""The fields of rules, with the words each may hold, so that nobody has to know them by heart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, get_args

from coalition.access.models import Team
from coalition.api.stage_gates.schema import FieldOut
from coalition.judgement.rule_fields import CUSTOM, DEAL_FIELDS, PERSON_FIELDS, kind_of, operators_for, subject_of
from coalition.judgement.words import EngagementLevel, InfluenceWord, Vote, VoteKind
from coalition.record.models import Account, Contact, Opportunity, Persona, Pipeline, Stage

OPTIONS_AT_MOST = 100
#: Custom fields are looked for in so many of the latest records.
_SAMPLE = 500
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "engagement.level": get_args(EngagementLevel),
    "influence.level": get_args(InfluenceWord),
    "indicators.vote": get_args(Vote),
    "indicators.vote_kind": get_args(VoteKind),
    "status": ("active", "left", "moved"),
}


def fields_out(*, by_name: bool) -> list[FieldOut]:
    """Those of people first, then those of the deal; ``by_name``: with what this installation's records hold."""
    known = {**_WORDS, **(_known_words() if by_name else {})}
    names = [*PERSON_FIELDS, *DEAL_FIELDS, *(_custom() if by_name else ())]
    return [
        FieldOut(
            name=name,
            subject=subject_of(name),
            kind=kind_of(name),
            operators=list(operators_for(name)),
            options=_shown(known.get(name, ())),
        )
        for name in names
    ]


def _shown(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(word for word in words if word))[:OPTIONS_AT_MOST]


def _known_words() -> dict[str, Iterable[str]]:
    """What the record holds now. One query a field."""
    stages = Stage.objects.filter(outcome="open").order_by("pipeline_id", "position")
    return {
        "personas": Persona.objects.filter(is_active=True).values_list("key", flat=True),
        "deal.stage": stages.values_list("name", flat=True),
        "deal.pipeline": Pipeline.objects.order_by("id").values_list("name", flat=True),
        "deal.owner_team": Team.objects.order_by("name").values_list("name", flat=True),
        "deal.type": _held(Opportunity, "kind"),
        "deal.currency": _held(Opportunity, "currency"),
        "account.segment": _held(Account, "segment"),
        "account.industry": _held(Account, "industry"),
        "account.tier": _held(Account, "tier"),
        "account.country": _held(Account, "country"),
    }


def _held(model: type[Account | Opportunity], column: str) -> Iterable[str]:
    rows: Any = model._default_manager.order_by(column)
    return list(rows.values_list(column, flat=True).distinct()[: OPTIONS_AT_MOST + 1])


def _custom() -> list[str]:
    found = []
    models: tuple[Any, ...] = (Contact, Opportunity, Account)
    for start, model in zip(CUSTOM, models, strict=True):
        rows = model._default_manager.exclude(custom={}).order_by("-id").values_list("custom", flat=True)[:_SAMPLE]
        found += [f"{start}{key}" for key in sorted({str(key) for custom in rows for key in custom})]
    return found[:OPTIONS_AT_MOST]
