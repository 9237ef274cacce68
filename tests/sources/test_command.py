"""`coalition import` as a process: exit status, what goes where, and what a kill leaves behind."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
DEADLINE_SECONDS = 240


@pytest.fixture(params=["sqlite", "postgresql"])
def environment(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    """An installation of its own on each database at hand."""
    home = tmp_path / "home"
    found = {k: v for k, v in os.environ.items() if not k.startswith("COALITION_")} | {"COALITION_HOME": str(home)}
    if request.param == "sqlite":
        yield found
        return
    server = os.environ.get("COALITION_TEST_POSTGRES")
    if not server:
        pytest.skip("COALITION_TEST_POSTGRES names no server")
    name = f"test_import_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True, dbname="postgres") as admin:
        admin.execute(f"CREATE DATABASE {name}")
        try:
            yield found | {"COALITION_DATABASE_URL": urlsplit(server)._replace(path=f"/{name}").geturl()}
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def run(environment: dict[str, str], tmp_path: Path) -> Run:
    def command(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "coalition.cli.main", "import", *arguments],
            env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=DEADLINE_SECONDS, check=False,
        )  # fmt: skip

    return command


def test_status_output_and_errors_of_a_run(run: Run, tmp_path: Path) -> None:
    (tmp_path / "accounts.csv").write_text("name,employees\nA,3\nB,many\n")
    (tmp_path / "none.csv").touch()
    mixed = run("accounts.csv", "--json", "--errors", "errors.csv")
    assert mixed.returncode == 3, mixed.stderr
    answer = json.loads(mixed.stdout)
    assert answer["records"]["accounts"] == {"read": 2, "created": 1, "updated": 0, "unchanged": 0, "rejected": 1}
    assert "accounts.csv, row 3, employees: 'many' is not a whole number" in mixed.stderr
    assert (tmp_path / "errors.csv").read_text().splitlines()[0] == "file,row,column,value,reason"

    (tmp_path / "accounts.csv").write_text("name,employees\nA,3\n")
    clean = run("accounts.csv")
    assert (clean.returncode, clean.stderr) == (0, "")
    assert clean.stdout.splitlines()[1].split() == ["accounts", "1", "0", "0", "1", "0"]

    empty = run("none.csv")
    assert (empty.returncode, empty.stdout) == (2, "")
    assert "none.csv is empty. Export it again" in empty.stderr and "Traceback" not in empty.stderr


@pytest.mark.parametrize("environment", ["sqlite"], indirect=True)
def test_a_data_folder_that_cannot_be_written_is_named(environment: dict[str, str], run: Run, tmp_path: Path) -> None:
    (tmp_path / "accounts.csv").write_text("name,industry\nA,x\n")
    folder = (
        Path("/proc/coalition") if os.geteuid() == 0 else tmp_path / "locked"
    )  # nobody, root included, writes there
    if os.geteuid():
        folder.mkdir(mode=0o500)
    environment["COALITION_HOME"] = str(folder)
    refused = run("accounts.csv")
    assert refused.returncode == 1, refused.stderr
    assert str(folder) in refused.stderr and "COALITION_HOME" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.slow
def test_a_killed_import_leaves_nothing_and_the_next_completes_it(
    environment: dict[str, str], run: Run, tmp_path: Path
) -> None:
    rows = 40_000
    (tmp_path / "accounts.csv").write_text("id,name,domain\nacc,Acme,acme.example\n")
    (tmp_path / "contacts.csv").write_text(
        "id,name,email,account\n" + "".join(f"c{n},Person {n},p{n}@acme.example,acc\n" for n in range(200))
    )
    (tmp_path / "mails.csv").write_text(
        "id,kind,date,from,to,subject\n"
        + "".join(
            f"m{n},email,2026-01-0{n % 9 + 1}T10:00:00Z,us@v.example,p{n % 200}@acme.example,Hi {n}\n"
            for n in range(rows)
        )
    )
    files = ("accounts.csv", "contacts.csv", "mails.csv")
    assert run("accounts.csv", "--dry-run").returncode == 0  # makes the database
    assert stored(environment) == {"record_account": 0, "record_contact": 0, "record_activity": 0}

    process = subprocess.Popen(
        [sys.executable, "-m", "coalition.cli.main", "import", *files],
        env=environment, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    until(lambda: writing(environment), process)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL, "it was killed before it was done"
    assert stored(environment) == {"record_account": 0, "record_contact": 0, "record_activity": 0}

    again = run(*files, "--json")
    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout)["records"]["activities"]["created"] == rows
    assert stored(environment) == {"record_account": 1, "record_contact": 200, "record_activity": rows}
    home = Path(environment["COALITION_HOME"])
    assert not [*home.glob("import-*"), *home.glob("bulk-*")], "what the killed one left was tidied up"


def until(done: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    """Wait for a condition while the process lives."""
    pause = threading.Event()
    for _ in range(DEADLINE_SECONDS * 200):
        if done():
            return
        if process.poll() is not None:
            pytest.fail(f"the import ended before it could be killed: {process.communicate()}")
        pause.wait(0.005)
    pytest.fail("the import never came to write")


def writing(environment: dict[str, str]) -> bool:
    """Rows of activities are on their way into the database and not yet committed."""
    if url := environment.get("COALITION_DATABASE_URL"):
        with psycopg.connect(url) as watcher:
            found = watcher.execute(
                "SELECT 1 FROM pg_stat_progress_copy c WHERE c.relid = 'record_activity'::regclass"
            ).fetchone()
            return found is not None
    wal = Path(environment["COALITION_HOME"]) / "coalition.sqlite3-wal"
    # Only the pages of the activities fill that much; the rest of this import is far smaller.
    return wal.exists() and wal.stat().st_size > 3_000_000


def stored(environment: dict[str, str]) -> dict[str, int]:
    """What another reader sees now."""
    import sqlite3

    tables = ("record_account", "record_contact", "record_activity")
    url = environment.get("COALITION_DATABASE_URL")
    other: Any = (
        psycopg.connect(url) if url else sqlite3.connect(Path(environment["COALITION_HOME"]) / "coalition.sqlite3")
    )
    try:
        return {table: other.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}
    finally:
        other.close()


def test_the_example_company_goes_in(run: Run, tmp_path: Path) -> None:
    import coalition.sources.files as files

    examples = Path(files.__file__).parent / "examples"
    shutil.copytree(examples, tmp_path / "examples")
    names = sorted(str(path.relative_to(tmp_path)) for path in (tmp_path / "examples").glob("*.csv"))
    done = run(*names, "--json")
    assert done.returncode == 0, done.stderr
    records = json.loads(done.stdout)["records"]
    assert all(records[kind]["created"] for kind in records), "an example of every kind"
    assert json.loads(run(*names, "--json").stdout)["records"]["contacts"]["created"] == 0
