"""What import tests share: writing small files, importing them, and the data folder that may be there."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from coalition.sources.files import MappingBook, NothingRead, Options, Report, import_files, read_mappings

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "import"

Rows = Sequence[Sequence[object]]


@pytest.fixture
def shared() -> Path:
    """Real exports that stay outside the repository. On a user's machine they may be missing, in CI they may not."""
    if not SHARED.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI must have the shared data, and {SHARED} is missing")
        pytest.skip(f"the shared data is not here ({SHARED})")
    return SHARED


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Write rows as a CSV file; the first is the heading."""

    def write(name: str, *rows: Sequence[object], encoding: str = "utf-8", delimiter: str = ",") -> Path:
        path = tmp_path / name
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows(rows)
        return path

    return write


@pytest.fixture
def load(db: None, tmp_path: Path) -> Callable[..., Report]:
    """Import files as the command does, working in the test's own folder."""

    def run(*paths: Path, mapping: Sequence[str] = (), kind: Sequence[str] = (), **options: object) -> Report:
        book: MappingBook = read_mappings(mapping, kind)
        return import_files(paths, Options(mapping=book, folder=tmp_path, **options))  # type: ignore[arg-type]

    return run


def counts(report: Report, kind: str) -> tuple[int, ...]:
    """Read, created, updated, unchanged, rejected."""
    return tuple(report.records[kind].values())


def reasons(report: Report) -> list[tuple[int, str, str]]:
    """Row, column and value of each problem."""
    return [(each.row, each.column, each.value) for each in report.rejections]


def refusal(load: Callable[..., Report], *paths: Path, **options: object) -> str:
    """What is said when nothing could be read."""
    with pytest.raises(NothingRead) as caught:
        load(*paths, **options)
    return str(caught.value)


@pytest.fixture
def company(table: Callable[..., Path]) -> dict[str, Path]:
    """A small company as Salesforce would export it."""
    return {
        "activities": table(
            "Task.csv",
            ["Id", "Type", "Subject", "ActivityDate", "WhoId", "WhatId", "OwnerId", "Status", "CallDisposition"],
            ["00T1", "Call", "Budget", "2026-03-02", "003B", "006A", "005A", "Completed", "Connected"],
            ["00T2", "Email", "Quote", "2026-03-03", "003A", "001A", "005A", "Completed", ""],
        ),
        "roles": table(
            "OpportunityContactRole.csv",
            ["Id", "OpportunityId", "ContactId", "Role", "IsPrimary"],
            ["00K1", "006A", "003A", "Economic Decision Maker", "1"],
            ["00K2", "006A", "003B", "Evaluator", "0"],
            ["00K3", "006A", "003B", "Business User", "0"],
        ),
        "opportunities": table(
            "Opportunity.csv",
            ["Id", "AccountId", "Name", "StageName", "Amount", "CloseDate", "OwnerId", "CreatedDate"],
            ["006A", "001A", "Grid rollout", "Negotiation/Review", "120000", "2026-09-30", "005A", "2026-01-10"],
        ),
        "contacts": table(
            "Contact.csv",
            ["Id", "AccountId", "FirstName", "LastName", "Email", "Title", "Phone", "ReportsToId", "Fax"],
            ["003B", "001A", "Omar", "Diaz", "omar@grid.example", "IT Manager", "+49 30 1", "003A", "1"],
            ["003A", "001A", "Maria", "Keller", "Maria@Grid.example", "Chief Financial Officer", "", "", ""],
        ),
        "accounts": table(
            "Account.csv",
            ["Id", "Name", "Website", "Industry", "NumberOfEmployees", "ParentId", "OwnerId", "BillingCountry"],
            ["001B", "Grid Nordic", "", "Energy", "300", "001A", "005A", "SE"],
            ["001A", "Grid Holding", "https://www.grid.example/en", "Energy", "12,000", "", "005A", "DE"],
        ),
        "users": table(
            "User.csv",
            ["Id", "Email", "Name", "UserRole", "Team", "IsActive", "TimeZoneSidKey"],
            ["005A", "ann@vendor.example", "Ann Lee", "Account Executive", "North", "TRUE", "Europe/Berlin"],
        ),
    }
