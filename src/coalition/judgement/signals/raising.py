"""All findings of a deal. One cause is told once: what a stronger sentence says, a weaker one does not repeat."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from coalition.judgement.frame import Frame
from coalition.judgement.settings import DEFAULT, JudgementSettings
from coalition.judgement.signals.contact import contact_findings
from coalition.judgement.signals.events import event_findings
from coalition.judgement.signals.group import group_findings
from coalition.judgement.signals.model import RANK, Finding, News
from coalition.judgement.signals.scene import Scene
from coalition.judgement.signals.stance import stance_findings
from coalition.judgement.snapshot import DealSnapshot
from coalition.judgement.summary import Judgement, judge

NO_NEWS = News()


def findings(
    snapshot: DealSnapshot,
    news: News = NO_NEWS,
    settings: JudgementSettings = DEFAULT,
    judgement: Judgement | None = None,
    held: AbstractSet[str] = frozenset(),
) -> tuple[Finding, ...]:
    """What an open deal should tell, the gravest first. A closed one tells nothing.

    ``held``: keys of what it tells already; their limits are eased, so that what hovers about one is told once.
    """
    if snapshot.deal.outcome != "open":
        return ()
    scene = Scene(Frame(snapshot, settings), judgement or judge(snapshot, settings), news, held)
    gone = list(event_findings(scene))
    lost = {key for each in gone if each.kind in ("left", "bounced") for key in each.contact_ids}
    silent = list(contact_findings(scene, without=lost))
    told = lost | {key for each in silent for key in each.contact_ids}
    found = [*gone, *silent, *stance_findings(scene, without=lost), *group_findings(scene, told=told)]
    return tuple(sorted(found, key=lambda each: (-RANK[each.severity], each.key)))
