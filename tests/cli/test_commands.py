"""The other commands: standard output is data, standard error is for people, the status means something."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import run_command

PEOPLE = """
INSERT INTO record_account (uuid, source, external_id, recorded_at, version, updated_at, name, domain, industry,
    segment, currency, country, website, tier, notes, custom)
VALUES ('a0000000000040008000000000000001', '', '', datetime('now'), 1, datetime('now'), 'Northwind Grid', '', '',
    '', '', '', '', '', '', '{}');
INSERT INTO record_opportunity (uuid, source, external_id, recorded_at, version, updated_at, name, kind, currency,
    is_primary, next_step, notes, custom, account_id, stage_id)
SELECT 'b0000000000040008000000000000001', '', '', datetime('now'), 1, datetime('now'), 'Grid analytics', '', '',
    0, '', '', '{}', a.id, g.id FROM record_account a, record_stage g WHERE g.key = 'discovery';
"""
DEAL = "b0000000-0000-4000-8000-000000000001"


@pytest.fixture
def home_with_deal(home: Path) -> Path:
    with closing(sqlite3.connect(home / "coalition.sqlite3")) as database:
        database.executescript(PEOPLE)
    return home


def mark(home: Path) -> None:
    with closing(sqlite3.connect(home / "coalition.sqlite3")) as database, database:
        database.execute(
            "INSERT INTO record_dirtyopportunity (opportunity_id, marked_at, marks) "
            "SELECT id, datetime('now'), 1 FROM record_opportunity"
        )


def rows(home: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(home / "coalition.sqlite3")) as database:
        return database.execute(sql).fetchall()


def test_score_prints_json_and_stores_nothing(home_with_deal: Path) -> None:
    done = run_command(home_with_deal, "score", "--json")
    assert done.returncode == 0, done.stderr
    (deal,) = json.loads(done.stdout)["opportunities"]
    assert deal["id"] == DEAL
    assert deal["stakeholders"] == []
    assert deal["settings_version"]
    assert rows(home_with_deal, "SELECT * FROM portfolio_dealscore") == []


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--opportunity", "17"), "17 is not an id"),
        (("--opportunity", "c0000000-0000-4000-8000-000000000001"), "there is no opportunity c0000000"),
        (("--as-of", "31/02/2026"), "31/02/2026 is not a moment"),
    ],
)
def test_what_cannot_be_scored_is_named(home_with_deal: Path, arguments: tuple[str, str], named: str) -> None:
    done = run_command(home_with_deal, "score", *arguments)
    assert done.returncode == 2
    assert named in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_worker_takes_up_what_a_killed_one_left(home_with_deal: Path) -> None:
    """Its claim is there, its scores are not; its lease has run out."""
    mark(home_with_deal)
    with closing(sqlite3.connect(home_with_deal / "coalition.sqlite3")) as database, database:
        database.execute("UPDATE record_dirtyopportunity SET claimed_until = datetime('now', '-1 second')")
    done = run_command(home_with_deal, "worker", "--once")
    assert done.returncode == 0, done.stderr
    assert "1 deals scored" in done.stderr
    assert rows(home_with_deal, "SELECT * FROM record_dirtyopportunity") == []
    assert len(rows(home_with_deal, "SELECT * FROM portfolio_dealscore")) == 1


def test_doctor_tells_what_is_wrong_and_what_to_do(home: Path) -> None:
    done = run_command(home, "doctor", "--json")
    found = {each["subject"]: each for each in json.loads(done.stdout)}
    assert found["database"]["ok"]
    assert found["migrations"]["ok"]
    assert found["scoring engine"]["ok"]
    assert found["scores"]["ok"]
    assert not found["users"]["ok"]
    assert "coalition user" in found["users"]["text"]
    assert done.returncode == 1


def test_doctor_notices_that_nobody_scores(home_with_deal: Path) -> None:
    mark(home_with_deal)
    with closing(sqlite3.connect(home_with_deal / "coalition.sqlite3")) as database, database:
        database.execute("UPDATE record_dirtyopportunity SET marked_at = datetime('now', '-1 hour')")
    done = run_command(home_with_deal, "doctor")
    assert "WRONG  scores" in done.stdout
    assert "coalition worker" in done.stdout


def test_an_admin_is_added_and_changed(home: Path) -> None:
    added = run_command(
        home, "user", "Ada@Meridian.example", "--role", "admin", "--password-stdin", given="correct-horse-battery\n"
    )
    assert added.returncode == 0, added.stderr
    changed = run_command(home, "user", "ada@meridian.example", "--name", "Ada", "--password-stdin", given="\n")
    assert changed.returncode == 0, changed.stderr
    assert rows(home, "SELECT email, name, role, is_superuser FROM access_user") == [
        ("ada@meridian.example", "Ada", "admin", 1)
    ]


@pytest.mark.parametrize(
    ("email", "password", "named"), [("ada", "correct-horse-battery", "email"), ("ada@x.example", "short", "short")]
)
def test_a_user_that_cannot_be_is_refused_with_the_reason(home: Path, email: str, password: str, named: str) -> None:
    done = run_command(home, "user", email, "--password-stdin", given=f"{password}\n")
    assert done.returncode == 1
    assert named in done.stderr
    assert rows(home, "SELECT * FROM access_user") == []


def test_the_version_is_printed_without_loading_anything(tmp_path: Path) -> None:
    done = run_command(tmp_path / "home", "--version")
    assert done.stdout.startswith("coalition ")
    assert not (tmp_path / "home").exists()


def test_a_setting_that_cannot_be_read_stops_the_start_and_is_named(tmp_path: Path) -> None:
    done = run_command(tmp_path / "home", "migrate", COALITION_DEBUG="perhaps")
    assert done.returncode == 1
    assert "COALITION_DEBUG" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_demo_is_not_mixed_with_accounts_of_ones_own(home_with_deal: Path) -> None:
    done = run_command(home_with_deal, "demo", "--only-load")
    assert done.returncode == 1
    assert "Northwind Grid" in done.stderr
    assert "COALITION_HOME" in done.stderr
    assert rows(home_with_deal, "SELECT count(*) FROM record_account") == [(1,)]


def test_changes_tells_what_came_since_as_text_and_json(home_with_deal: Path) -> None:
    with closing(sqlite3.connect(home_with_deal / "coalition.sqlite3")) as database, database:
        names = ", ".join(row[1] for row in database.execute("PRAGMA table_info(record_opportunity)"))
        for kind, days, step in (("+", 9, ""), ("~", 1, "Call the CFO")):
            database.execute(
                f"INSERT INTO record_historicalopportunity ({names}, history_date, history_type) "
                f"SELECT {names}, datetime('now', ?), ? FROM record_opportunity",
                (f"-{days} days", kind),
            )
            database.execute(
                "UPDATE record_historicalopportunity SET next_step = ? WHERE history_type = ?", (step, kind)
            )
    done = run_command(home_with_deal, "changes", "--since", "3-days")
    assert done.returncode == 0, done.stderr
    assert "Grid analytics  The deal: Next step empty → Call the CFO  (not recorded)" in done.stdout
    assert done.stderr.startswith("1 changes from")
    found = json.loads(
        run_command(home_with_deal, "changes", "--since", "3-days", "--opportunity", DEAL, "--json").stdout
    )
    assert [(each["field"], each["after"]) for each in found["changes"]] == [("next_step", "Call the CFO")]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--since", "soon"), "“soon” is no moment"),
        (("--team", "Nowhere"), "there is no team Nowhere"),
        (("--since", "today", "--until", "2020-01-01"), "--since today is later than --until 2020-01-01"),
        (("--opportunity", "17"), "17 is not an id"),
    ],
)
def test_changes_that_cannot_be_told_are_named(home_with_deal: Path, arguments: tuple[str, ...], named: str) -> None:
    done = run_command(home_with_deal, "changes", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert named in done.stderr
