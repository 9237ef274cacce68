"""`coalition evaluate` on small files made here: what it measures, what it refuses, what it says."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from coalition.cli.evaluate import app
from coalition.cli.problem import Problem
from coalition.scoring.evaluation import figures

START = datetime(2025, 1, 6, 9, tzinfo=UTC)
BOSSES, STAFF = ("ann", "bea"), ("cem", "dov", "eli", "fay", "gus", "hua")


def run(*arguments: str) -> dict[str, Any]:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return json.loads(result.output)  # type: ignore[no-any-return]


def write(path: Path, header: str, rows: list[tuple[object, ...]]) -> str:
    path.write_text("\n".join([header, *(",".join(map(str, row)) for row in rows)]) + "\n", encoding="utf-8")
    return str(path)


@pytest.fixture
def office(tmp_path: Path) -> dict[str, str]:
    """Bosses are addressed together with everybody; staff mostly write to a boss, and to each other one by one."""
    chance = random.Random(7)
    rows = []
    for number in range(400):
        at = START + timedelta(hours=7 * number)
        sender = chance.choice(STAFF)
        to = [chance.choice(BOSSES), chance.choice([p for p in STAFF if p != sender])]
        if chance.random() < 0.5:
            to = to[chance.randrange(2) :][:1]
        elif chance.random() < 0.5:
            to.append(next(boss for boss in BOSSES if boss not in to))
        rows += [(f"m{number}", at.isoformat(), "email", sender, person) for person in to]
        answer = to[0]
        rows.append((f"a{number}", (at + timedelta(hours=2)).isoformat(), "email", answer, sender))
    levels = [(person, 2) for person in BOSSES] + [(person, 1) for person in STAFF]
    return {
        "messages": write(tmp_path / "messages.csv", "message_id,sent_at,kind,from,to", rows),
        "levels": write(tmp_path / "levels.csv", "person,level", levels),
        "pairs": write(tmp_path / "pairs.csv", "superior,subordinate", [("ann", p) for p in STAFF]),
        "observers": write(tmp_path / "observers.csv", "person", [("cem",), ("dov",)]),
    }


def test_influence_puts_those_who_are_addressed_with_everybody_on_top(office: dict[str, str]) -> None:
    report = run("influence", "--messages", office["messages"], "--levels", office["levels"])
    assert report["auc"] == 1.0
    assert report["people"] == 8
    assert set(report["rivals"]) == {"degree", "pagerank"}
    assert report["settings_version"]


def test_observers_are_left_out_of_graph_and_truth_and_junior_eyes_give_low_confidence(office: dict[str, str]) -> None:
    arguments = ["--messages", office["messages"], "--levels", office["levels"], "--observers", office["observers"]]
    report = run("influence", *arguments)
    assert report["people"] == 6
    assert report["confidence"]["low"] == 6


def test_asking_advice_makes_influential_and_friendship_does_not(tmp_path: Path) -> None:
    people = [f"p{n}" for n in range(6)]
    advice = [(p, "p0", "advice") for p in people[1:]] + [("p0", "p1", "advice")]
    friends = [(a, b, "friend") for a in people for b in people if a < b]
    lines = write(tmp_path / "lines.csv", "from,to,kind", [*advice, *friends])
    levels = write(tmp_path / "levels.csv", "person,level", [(p, 3 - min(n, 2)) for n, p in enumerate(people)])
    report = run("influence", "--lines", lines, "--levels", levels)
    assert report["by_kind"]["advice"]["pair_accuracy"] == 1.0
    assert report["by_kind"]["friend"]["pair_accuracy"] == 0.5
    assert report["by_kind"]["friend"]["levels"]["high"] == 0


def test_engagement_ranks_who_will_write_again_and_names_its_rivals(tmp_path: Path) -> None:
    """Some wrote a lot and stopped, some write now and then and go on: count is fooled, the score is not."""
    rows = []
    for person, last, every in (("gone1", 20, 1), ("gone2", 15, 1), ("here1", 120, 9), ("here2", 120, 11)):
        for day in range(0, last, every):
            rows.append((f"{person}-{day}", (START + timedelta(days=day)).isoformat(), person, "us"))
    messages = write(tmp_path / "messages.csv", "message_id,sent_at,from,to", rows)
    observers = write(tmp_path / "observers.csv", "person", [("us",)])
    report = run("engagement", "--messages", messages, "--at", "2025-04-06", "--observers", observers)
    assert report["average_precision"] == 1.0
    assert report["base_rate"] == 0.5
    assert report["rivals"]["count"]["average_precision"] < 1.0
    assert set(report["rivals"]) == {"count", "recency", "levels"}
    assert report["deciles"][0]["acted"] == 1.0


def test_trend_reports_both_outcomes_and_how_often_it_cries_wolf(office: dict[str, str]) -> None:
    report = run("trend", "--messages", office["messages"], "--at", "2025-03-15")
    assert {"volume_halves", "slow_replies", "alerts"} <= set(report)
    assert report["alerts"]["per_person_and_quarter"] <= 0.5


def test_managers_are_guessed_among_those_who_stand_higher(office: dict[str, str]) -> None:
    report = run("managers", "--messages", office["messages"], "--pairs", office["pairs"])
    assert report["people"] == len(STAFF)
    assert report["in_first_three"] >= 0.5
    assert report["mrr"] >= report["first_guess"]


def test_identity_merges_spellings_of_one_person_and_keeps_namesakes_apart(tmp_path: Path) -> None:
    aliases = [
        ("jane.doe@x.example", "Jane Doe", 1),
        ("jdoe@y.example", '"Doe, Jane"', 1),
        ("j.doe@z.example", "J. Doe", 1),
        ("bob@x.example", "Bob Stone", 2),
        ("robert.stone@x.example", "", 2),
        ("r.stone2@x.example", "Rita Stone", 3),
        ("john.a.reed@x.example", "John A. Reed", 4),
        ("john.b.reed@x.example", "John B. Reed", 5),
    ]
    names = write(tmp_path / "aliases.csv", "alias,name", [(alias, name) for alias, name, _ in aliases])
    truth = write(tmp_path / "truth.csv", "alias,person", [(alias, person) for alias, _, person in aliases])
    report = run("identity", "--aliases", names, "--truth", truth)
    assert (report["precision"], report["recall"]) == (1.0, 1.0)


def test_a_file_without_its_columns_is_refused_in_one_sentence(tmp_path: Path, office: dict[str, str]) -> None:
    wrong = write(tmp_path / "wrong.csv", "who,whom", [("a", "b")])
    with pytest.raises(Problem, match=r"wrong\.csv has no column message_id, sent_at, from, to"):
        run("influence", "--messages", wrong, "--levels", office["levels"])
    with pytest.raises(Problem, match="either --messages or --lines"):
        run("influence", "--levels", office["levels"])
    late = write(tmp_path / "late.csv", "message_id,sent_at,from,to", [("m1", "31/02/2025", "a", "b")])
    with pytest.raises(Problem, match=r"late\.csv row 2: '31/02/2025' is not an ISO date"):
        run("engagement", "--messages", late)


def test_the_figures_agree_with_counting_by_hand() -> None:
    scores, positive = np.array([0.9, 0.8, 0.8, 0.1]), np.array([True, False, True, False])
    assert figures.auc(scores, positive) == pytest.approx((1 + 1 + 0.5 + 1) / 4)
    # The two at 0.8 share a place: precision 1 at the first, 2 of 3 at theirs.
    assert figures.average_precision(scores, positive) == pytest.approx((1 + 2 / 3) / 2)
    assert figures.pair_accuracy(scores, np.array([0, 3]), np.array([1, 2])) == 0.5
    same = figures.paired(lambda w: float(w.mean()), lambda w: float(w.mean()), 10)
    assert not same["better"]
    assert same["difference"] == 0
