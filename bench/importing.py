"""Import of a long activity file and of many contacts, against the database's own bulk load of the same rows.

``python -m bench.importing [--rows 1000000] [--contacts 20000]`` measures the database of COALITION_DATABASE_URL
(default: SQLite in a temporary folder). The rival loads the very rows that the import wrote,
    into the same empty tables with
the same indexes: ``executemany`` on SQLite, COPY on PostgreSQL. Each is a process of its own; memory is its peak.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

CONTACTS_PER_ACCOUNT = 50
DEALS = 400
SELLERS = 25
TABLES = {  # what an import of activities writes, and the order of its rows
    "record_activity": "id",
    "record_participant": "id",
    "record_touch": "contact_id, occurred_s, activity_id",
}


def write_people(folder: Path, count: int, *, with_accounts: bool = True) -> list[Path]:
    """Accounts, and contacts in a tree: every one but the first of an account reports to somebody before them."""
    dice = random.Random(7)
    accounts, contacts = folder / "accounts.csv", folder / "contacts.csv"
    with accounts.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Id", "Name", "Website", "Industry"])
        for n in range(count // CONTACTS_PER_ACCOUNT):
            writer.writerow([f"acc-{n}", f"Account {n}", f"https://www.a{n}.example", "Energy"])
    with contacts.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Id", "AccountId", "FirstName", "LastName", "Email", "Title", "Department", "ReportsToId"])
        for n in range(count):
            place = n % CONTACTS_PER_ACCOUNT
            manager = f"con-{n - place + dice.randrange(place)}" if place else ""
            title = dice.choice(["VP Operations", "Director IT", "Engineer", "Head of Finance", "Analyst"])
            row = [f"con-{n}", f"acc-{n // CONTACTS_PER_ACCOUNT}", f"First{n}", f"Last{n}", f"p{n}@a.example", title]
            writer.writerow([*row, "Operations", manager])
    return [accounts, contacts] if with_accounts else [contacts]


def write_deals(folder: Path, contacts: int) -> list[Path]:
    """Users and deals for the activities to hang on."""
    users, deals, stakeholders = folder / "users.csv", folder / "deals.csv", folder / "stakeholders.csv"
    with users.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Email", "Name", "Role", "Team"])
        writer.writerows([f"s{n}@vendor.example", f"Seller {n}", "rep", "North"] for n in range(SELLERS))
    with deals.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Id", "AccountId", "Name", "StageName", "Amount", "CloseDate", "OwnerEmail"])
        for n in range(min(DEALS, contacts // CONTACTS_PER_ACCOUNT)):
            writer.writerow(
                [f"opp-{n}", f"acc-{n}", f"Deal {n}", "Proposal", 1000 * n, "2026-12-31", "s1@vendor.example"]
            )
    with stakeholders.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["OpportunityId", "ContactId", "Role"])
        for n in range(min(DEALS, contacts // CONTACTS_PER_ACCOUNT)):
            writer.writerows([f"opp-{n}", f"con-{n * CONTACTS_PER_ACCOUNT + place}", "Evaluator"] for place in range(8))
    return [users, deals, stakeholders]


def write_activities(folder: Path, rows: int, contacts: int) -> Path:
    """Mails of three years in threads, to and from contacts, some with a second recipient and a copy."""
    dice = random.Random(11)
    start = datetime(2023, 1, 1, tzinfo=UTC)
    path = folder / "activities.csv"
    deals = min(DEALS, contacts // CONTACTS_PER_ACCOUNT)
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            ["external_id", "kind", "occurred_at", "thread_id", "opportunity", "subject", "from", "to", "cc"]
        )
        for n in range(rows):
            deal = dice.randrange(deals)
            person = f"p{deal * CONTACTS_PER_ACCOUNT + dice.randrange(CONTACTS_PER_ACCOUNT)}@a.example"
            other = f"p{deal * CONTACTS_PER_ACCOUNT + dice.randrange(CONTACTS_PER_ACCOUNT)}@a.example"
            seller = f"s{deal % SELLERS}@vendor.example"
            ours = dice.random() < 0.55
            to = person if ours else seller
            writer.writerow(
                [
                    f"act-{n}",
                    "email",
                    (start + timedelta(seconds=dice.randrange(94_000_000))).strftime("%Y-%m-%dT%H:%M:%SZ"),
                    f"thread-{deal}-{n // 6 % 500}",
                    f"opp-{deal}",
                    f"Re: rollout, point {n % 97}",
                    seller if ours else person,
                    f"{to};{other}" if n % 3 == 0 else to,
                    other if n % 5 == 0 else "",
                ]
            )
    return path


def measured(task: str, *arguments: str, environment: dict[str, str]) -> dict[str, Any]:
    """Run one task of this file in a process of its own; its last line is its answer."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.importing", "--task", task, *arguments],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        check=True,
    )
    return dict(json.loads(done.stdout.splitlines()[-1]))


def task_import(files: list[str]) -> dict[str, Any]:
    """Import as the command does, and say how long and how much memory."""
    from coalition.cli import database, framework

    framework.load()
    database.bring_up_to_date()
    from coalition.sources.files import Options, import_files

    start, cpu = time.perf_counter(), time.process_time()
    report = import_files([Path(each) for each in files], Options())
    return {
        "seconds": round(time.perf_counter() - start, 2),
        "cpu_seconds": round(time.process_time() - cpu, 2),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "records": {kind: counts for kind, counts in report.records.items() if counts["read"]},
    }


def task_rival() -> dict[str, Any]:
    """Load the rows of TABLES once more, by the database's own means, into the same tables after emptying them."""
    from coalition.cli import framework

    framework.load()
    from django.db import connection, transaction

    rows = 0
    with connection.cursor() as cursor:
        held: list[tuple[str, Any, list[str]]] = []
        for table, order in TABLES.items():
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY {order}')
            names = [column[0] for column in cursor.description]
            held.append((table, cursor.fetchall(), names))
        for table in reversed(TABLES):
            cursor.execute(f'DELETE FROM "{table}"' if connection.vendor == "sqlite" else f'TRUNCATE "{table}" CASCADE')
        start, cpu = time.perf_counter(), time.process_time()
        with transaction.atomic():
            for table, loaded, names in held:
                listed = ", ".join(f'"{name}"' for name in names)
                rows += len(loaded)
                if connection.vendor == "sqlite":
                    places = ", ".join(["%s"] * len(names))
                    cursor.executemany(f'INSERT INTO "{table}" ({listed}) VALUES ({places})', loaded)
                else:
                    with cursor.copy(f'COPY "{table}" ({listed}) FROM STDIN') as copy:
                        for row in loaded:
                            copy.write_row(row)
        seconds, busy = time.perf_counter() - start, time.process_time() - cpu
    return {"seconds": round(seconds, 2), "cpu_seconds": round(busy, 2), "rows": rows}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--contacts", type=int, default=20_000)
    parser.add_argument("--task", choices=["import", "rival"])
    parser.add_argument("files", nargs="*")
    given = parser.parse_args()
    if given.task:
        print(json.dumps(task_import(given.files) if given.task == "import" else task_rival()))
        return
    with tempfile.TemporaryDirectory(prefix="bench-import-") as temporary:
        folder = Path(temporary)
        home = {"COALITION_HOME": str(folder / "home")}
        people = write_people(folder, given.contacts)
        rest = write_deals(folder, given.contacts)
        activities = write_activities(folder, given.rows, given.contacts)
        result: dict[str, Any] = {"contacts_with_managers": measured("import", *map(str, people), environment=home)}
        measured("import", *map(str, rest), environment=home)
        result["activities"] = measured("import", str(activities), environment=home)
        result["activities_again"] = measured("import", str(activities), environment=home)
        result["rival"] = measured("rival", environment=home)
        rate = given.rows / result["activities"]["seconds"]
        result["rows_a_second"] = round(rate)
        result["of_own_bulk_load"] = round(result["rival"]["seconds"] / result["activities"]["seconds"], 2)
        print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
