"""The worked examples of docs/explanation, computed: a page that is wrong fails here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.scoring.histories import History, meeting, our_mail, stakeholder, their_mail

PAGES = Path(__file__).resolve().parents[2] / "docs" / "explanation"
WHO = 11


def page(name: str) -> str:
    return re.sub(r"\s+", " ", (PAGES / f"{name}.md").read_text(encoding="utf-8").replace("−", "-"))


def test_engagement() -> None:
    mails = our_mail(WHO, 12, thread="a"), their_mail(WHO, 10, thread="a")
    row = History(stakeholders=(stakeholder(WHO),)).plus(*mails, meeting(WHO, 30)).people()[WHO]
    text = page("engagement")
    assert f"**{row['engagement_score']:.1f}**" in text
    parts = f"{row['engagement_email_points']:.1f} from mail, {row['engagement_meeting_points']:.1f} from the meeting"
    assert parts in text
    assert f"**{row['engagement_level']}**" in text


def test_sentiment() -> None:
    steady = [
        step
        for ago in range(33, 200, 7)
        for step in (our_mail(WHO, ago, thread=f"s{ago}"), their_mail(WHO, ago - 0.2, thread=f"s{ago}"))
    ]
    cold = [our_mail(WHO, ago, thread=f"c{ago}") for ago in (26, 19, 12, 5)]
    row = History(stakeholders=(stakeholder(WHO, sentiment="supportive"),)).plus(*steady, *cold).people()[WHO]
    text = page("sentiment")
    for part in ("reply_latency", "reply_rate", "volume", "initiative"):
        assert f"| {part.replace('_', ' ')} | {row[f'sentiment_{part}_points']:.1f} |" in text
    assert f"**{row['behaviour_score']:.1f}**, {row['behaviour_word']}" in text
    assert f"**{row['behaviour_confidence']:.2f}**" in text
    assert f"{row['seller_score'] - row['behaviour_score']:.0f} points away" in text
    assert row["diverges"]


def test_influence() -> None:
    people = (
        stakeholder(11, personas=",economic_buyer,", seniority="executive"),
        stakeholder(12, seniority="director"),
        stakeholder(13, seniority="staff"),
    )
    line = {"strength": None, "opportunity_id": None}
    lines = (
        {"from_contact_id": 12, "to_contact_id": 11, "kind": "influences", **line},
        {"from_contact_id": 13, "to_contact_id": 12, "kind": "reports_to", **line},
    )
    rows, text = History(stakeholders=people, lines=lines).people(), page("influence")
    for contact, name in ((11, "executive"), (12, "director"), (13, "staff")):
        row = rows[contact]
        inputs = [row["influence_prior"], row["closeness"]]
        inputs += [row[f"influence_{part}_value"] for part in ("proximity", "position", "track_record")]
        cells = " | ".join(f"{value:.2f}" for value in inputs)
        assumed = ", assumed" if row["influence_assumed"] else ""
        assert f"| {name} | {cells} | **{row['influence_score']:.1f}**{assumed} |" in text
    assert rows[12]["listened_to"] == pytest.approx(1.2 / 2.2)
