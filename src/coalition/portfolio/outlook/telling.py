"""What the outlook says, to a page of deals and to one deal, now or as it was at a past moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from coalition.judgement.outlook.knowledge import KNOWLEDGE
from coalition.portfolio.models import OutlookVersion, StageReading
from coalition.portfolio.outlook.learning import forecast, in_force, reasons_of
from coalition.record.models import Outcome, Stage, StageChange

NOT_YET = "No outlook was learnt yet: it is learnt at night, from your own closed deals."


def state_of_book(moment: datetime) -> dict[str, Any]:
    """Whether anything can be said, and stage by stage why or why not."""
    held = sorted(in_force(moment).values(), key=lambda each: (each.stage.pipeline_id, each.stage.position))
    if not held:
        return {"shown": False, "why": NOT_YET, "stages": []}
    said = [each.stage.name for each in held if each.shown]
    why = (
        f"Learnt from your closed deals, as each was known when it entered its stage. Shown in {_listed(said)}."
        if said
        else "Silent in every stage: nothing known there foretells how your deals end, or too few have ended."
    )
    return {"shown": bool(said), "why": why, "stages": [_stage_out(each) for each in held]}


def outlook_of(opportunity_id: int, moment: datetime) -> dict[str, Any]:
    """Of one deal, by the model in force at that moment and the stage the deal was in then."""
    stage = _stage_at(opportunity_id, moment)
    if stage is None or stage.outcome != Outcome.OPEN:
        return _silent("The deal is closed." if stage else "The deal had entered no stage by then.")
    version = in_force(moment).get(stage.pk)
    if version is None:
        return _silent(NOT_YET)
    about = {"stage_name": stage.name, "learned_at": version.learned_at, "won": version.won, "lost": version.lost}
    if not version.shown:
        return _silent(version.why) | about
    reading = StageReading.objects.filter(
        opportunity_id=opportunity_id, stage=stage, version=KNOWLEDGE, as_of__lte=moment
    ).first()
    if reading is None:
        return _silent(f"It is worked out at night; the deal entered {stage.name} since the last.") | about
    said = forecast(version, reading.known) if reading.known else None
    if said is None:
        return _silent(f"The deal was not on record when it entered {stage.name}.") | about
    return {
        "shown": True,
        "why": version.why,
        "probability": said.probability,
        "reasons": reasons_of(said),
        "as_of": reading.as_of,
        **about,
    }


def _stage_at(opportunity_id: int, moment: datetime) -> Stage | None:
    changes = StageChange.objects.filter(
        opportunity_id=opportunity_id, recorded_at__lte=moment, occurred_at__lte=moment
    ).select_related("to_stage")
    last = changes.last()
    return last.to_stage if last else None


def _silent(why: str) -> dict[str, Any]:
    return {
        "shown": False,
        "why": why,
        "probability": None,
        "reasons": [],
        "as_of": None,
        "stage_name": "",
        "learned_at": None,
        "won": 0,
        "lost": 0,
    }


def _stage_out(version: OutlookVersion) -> dict[str, Any]:
    figures = version.figures or {}
    return {
        "stage": version.stage.key,
        "stage_name": version.stage.name,
        "shown": version.shown,
        "why": version.why,
        "won": version.won,
        "lost": version.lost,
        "learned_at": version.learned_at,
        **{name: figures.get(name) for name in ("brier", "base_brier", "auc", "ece")},
        "refused_fields": sorted(version.fields.get("refused", {})),
    }


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
