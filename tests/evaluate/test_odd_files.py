"""Files of other houses: however they were saved they read the same; what cannot be used is refused in one sentence."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from coalition.cli.evaluate import app
from coalition.cli.problem import Problem
from coalition.judgement.outlook.evaluation import read_deals
from coalition.scoring.evaluation import engagement, figures, files
from coalition.scoring.evaluation.moments import epoch
from tests.evaluate.test_evaluate import START, run, write


@pytest.fixture(autouse=True)
def few_resamples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "ROUNDS", 10)


HEADER = ["message_id", "sent_at", "kind", "from", "to"]
LEVELS = [("ann@x.example", 3), ("bea@x.example", 2), ("cem@x.example", 1), ("dov@x.example", 1)]


def messages() -> list[dict[str, str]]:
    people = [person for person, _ in LEVELS]
    rows = []
    for number in range(120):
        at = START + timedelta(hours=9 * number)
        sender = people[number % 4]
        for to in (people[(number + 1) % 4], people[0] if number % 4 else people[2]):
            values = (f"m{number}", at.isoformat(), "email", sender, to)
            rows.append(dict(zip(HEADER, values, strict=True)))
    return rows


def saved(path: Path, rows: list[dict[str, str]], delimiter: str = ",", encoding: str = "utf-8") -> str:
    made = io.StringIO(newline="")
    writer = csv.DictWriter(made, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(made.getvalue().encode(encoding))
    return str(path)


def each(change: Callable[[dict[str, str]], dict[str, str]]) -> list[dict[str, str]]:
    return [change(row) for row in messages()]


def sent(form: Callable[[datetime], str]) -> list[dict[str, str]]:
    return each(lambda row: {**row, "sent_at": form(datetime.fromisoformat(row["sent_at"]))})


SAME: dict[str, tuple[list[dict[str, str]], str, str]] = {
    "with a byte order mark": (messages(), ",", "utf-8-sig"),
    "with semicolons": (messages(), ";", "utf-8"),
    "with tabs": (messages(), "\t", "utf-8"),
    "in seconds": (sent(lambda at: str(int(at.timestamp()))), ",", "utf-8"),
    "in milliseconds": (sent(lambda at: str(int(at.timestamp() * 1000))), ",", "utf-8"),
    "in another zone": (
        sent(lambda at: (at + timedelta(hours=2)).isoformat().replace("+00:00", "+02:00")),
        ",",
        "utf-8",
    ),
    "in other columns": (each(lambda row: {"Note": "x", **dict(reversed(row.items())), "Size": "9"}), ",", "utf-8"),
    "in other cases": (each(lambda row: {name.title().replace("_", " "): v for name, v in row.items()}), ",", "utf-8"),
    "with rows that come twice": ([row for row in messages() for _ in range(2)], ",", "utf-8"),
    "in capitals": (each(lambda row: {**row, "from": row["from"].upper(), "to": row["to"].upper()}), ",", "utf-8"),
    "with names": (each(lambda row: {**row, "from": f"Somebody <{row['from']}>"}), ",", "utf-8"),
    "with mail to oneself": ([*messages(), {**messages()[0], "to": messages()[0]["from"]}], ",", "utf-8"),
    "of unknown kinds": (each(lambda row: {**row, "kind": "carrier pigeon"}), ",", "utf-8"),
}


@pytest.mark.parametrize("how", SAME)
def test_a_file_saved_otherwise_gives_the_same_figures(how: str, tmp_path: Path) -> None:
    levels = write(tmp_path / "levels.csv", "person,level", [*LEVELS])
    plain = saved(tmp_path / "plain.csv", messages())
    rows, delimiter, encoding = SAME[how]
    other = saved(tmp_path / "other.csv", rows, delimiter, encoding)
    for command in (["influence", "--levels", levels], ["engagement", "--at", "2025-02-01"]):
        assert run(*command, "--messages", other) == run(*command, "--messages", plain)


REFUSED = {
    "one level only": ("influence", "person,level\nann@x.example,1\nbea@x.example,1\n", "names no two people"),
    "a stranger": ("influence", "person,level\nzoe@x.example,1\nyan@x.example,2\n", "names no two people"),
    "no truth": ("influence", "person,level\n", r"truth\.csv names nobody's level"),
    "a word for a level": (
        "influence",
        "person,level\nann@x.example,high\n",
        r"truth\.csv row 2: level 'high'.*column level",
    ),
    "an endless level": ("influence", "person,level\nann@x.example,inf\n", r"truth\.csv row 2: level 'inf'"),
    "two levels": ("influence", "person,level\nann@x.example,1\nANN@x.example,2\n", r"truth\.csv row 3: .* two levels"),
    "a short row": ("influence", "person,level\nann@x.example\n", r"truth\.csv row 2 is cut short.*level"),
    "an empty file": ("influence", "", r"truth\.csv has no column person, level; its header is empty"),
    "no pair": ("managers", "superior,subordinate\n", r"truth\.csv names no superior"),
    "only oneself": (
        "managers",
        "superior,subordinate\nann@x.example,ANN@x.example\n",
        r"truth\.csv names no superior",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_truth_that_says_nothing_is_refused_by_name_row_and_column(what: str, tmp_path: Path) -> None:
    command, text, sentence = REFUSED[what]
    truth = tmp_path / "truth.csv"
    truth.write_text(text, encoding="utf-8")
    log = saved(tmp_path / "messages.csv", messages())
    option = "--levels" if command == "influence" else "--pairs"
    with pytest.raises(Problem, match=sentence):
        run(command, "--messages", log, option, str(truth))


def test_a_mail_to_nobody_is_refused_by_row_and_column(tmp_path: Path) -> None:
    log = saved(tmp_path / "messages.csv", [*messages(), {**messages()[0], "to": ""}])
    with pytest.raises(Problem, match=r"messages\.csv row 242 names nobody in column to"):
        run("trend", "--messages", log)


def test_text_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    log = saved(tmp_path / "messages.csv", [{**messages()[0], "from": "Jörg"}], encoding="latin-1")
    with pytest.raises(Problem, match=r"messages\.csv is not UTF-8 text"):
        run("engagement", "--messages", log)


def test_a_horizon_past_the_end_of_the_messages_is_said(tmp_path: Path) -> None:
    log = saved(tmp_path / "messages.csv", messages())
    report = run("engagement", "--messages", log, "--at", "2025-02-15", "--horizon-days", "90")
    assert report["average_precision"] is None or report["average_precision"] > 0
    assert "The messages end on" in report["why"] or "nothing to rank" in report["why"]
    with pytest.raises(Problem, match="none within the horizon"):
        run("engagement", "--messages", log, "--at", "2026-02-15")


def test_a_tiny_file_gives_figures_or_nulls_and_no_traceback(tmp_path: Path) -> None:
    log = saved(tmp_path / "messages.csv", messages()[:6])
    levels = write(tmp_path / "levels.csv", "person,level", [*LEVELS])
    pairs = write(tmp_path / "pairs.csv", "superior,subordinate", [("ann@x.example", "bea@x.example")])
    for command in (
        ["influence", "--levels", levels],
        ["influence", "--pairs", pairs],
        ["engagement"],
        ["trend"],
        ["managers", "--pairs", pairs],
    ):
        result = CliRunner().invoke(app, [*command, "--messages", log])
        assert isinstance(result.exception, (Problem, type(None))), (command, result.exception)
        if result.exception is None:
            json.loads(result.output, parse_constant=pytest.fail)


def test_observers_whom_nobody_wrote_to_are_refused(tmp_path: Path) -> None:
    log = saved(tmp_path / "messages.csv", messages())
    nobody = write(tmp_path / "observers.csv", "person", [("zoe@x.example",)])
    with pytest.raises(Problem, match="None of the observers took part"):
        run("engagement", "--messages", log, "--observers", nobody)


@given(st.integers(0, 4_000_000_000))
def test_a_moment_is_the_same_however_it_is_written(seconds: int) -> None:
    at = datetime.fromtimestamp(seconds, START.tzinfo)
    assert epoch(at.isoformat()) == epoch(at.isoformat().replace("+00:00", "Z")) == seconds
    assert epoch(at.strftime("%Y-%m-%d %H:%M:%S UTC")) == seconds
    if seconds >= 100_000_000:
        assert epoch(str(seconds)) == epoch(str(seconds * 1000)) == epoch(f"{seconds}.5") == seconds


def deals(tmp_path: Path, times: list[str], name: str = "deals.csv") -> Path:
    rows = [(time, "Won" if number % 2 else "lost", number) for number, time in enumerate(times)]
    return Path(write(tmp_path / name, "Closed,Status,size", rows))


def test_times_of_deals_are_compared_as_times(tmp_path: Path) -> None:
    """As text, the 9th of October would come after the 10th, and 2/1/2025 before 12/31/2024."""
    for times in (
        ["12/31/2024", "2/1/2025"],
        ["9.10.2024", "10.10.2024"],
        ["2024-12", "2025-01"],
        ["999999999", "1000000000"],
    ):
        read, _ = read_deals(deals(tmp_path, times), "status", "won", "closed", None)
        assert read.times == sorted(read.times or [])
        assert len(set(read.times)) == 2


def test_dates_that_could_be_either_are_refused(tmp_path: Path) -> None:
    with pytest.raises(files.FileProblem, match=r"deals\.csv: column closed has dates such as '1/2/2025'"):
        read_deals(deals(tmp_path, ["1/2/2025", "3/4/2025"]), "Status", "Won", "closed", None)


def test_a_deal_without_an_outcome_is_open(tmp_path: Path) -> None:
    path = Path(write(tmp_path / "deals.csv", "Status,size", [("Won", 1), ("", 2), ("dropped", 3)]))
    read, still_open = read_deals(path, "Status", "Won", None, None)
    assert (read.won, still_open) == ([True, False], 1)


def test_pairs_worked_out_a_few_at_a_time_are_those_of_one_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    log = files.read_messages(Path(saved(tmp_path / "messages.csv", messages())))
    at_s = files.moment("2025-02-01", Path("at"), 0)
    whole: dict[str, Any] = engagement.evaluate(log, at_s, 28, [])
    monkeypatch.setattr(engagement, "TOGETHER", 1)
    assert engagement.evaluate(log, at_s, 28, []) == whole
