"""Workbooks: sheets, titles above the heading, merged cells, formulas."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl

from coalition.record.models import Account, Opportunity
from coalition.sources.files import Report
from tests.sources.conftest import counts, reasons, refusal

Load = Callable[..., Report]
Table = Callable[..., Path]


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_a_workbook_of_several_sheets(load: Load, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "book.xlsx",
        {
            "Notes": [["Exported by Ann"], ["do not edit"]],
            "Opportunities": [
                ["Name", "Stage", "Amount", "Close Date", "Account"],
                ["Deal", "Won", 1234.5, dt.date(2026, 3, 1), "Acme"],
                ["Other", "Won", "1,000.25", "2026-03-02", "Acme"],
            ],
            "Accounts": [["Name", "Employees", "Industry"], ["Acme", "3000", None], ["Beta", 12.0, "x"]],
        },
    )
    report = load(path)
    assert counts(report, "accounts") == (2, 2, 0, 0, 0)
    assert counts(report, "opportunities") == (2, 2, 0, 0, 0)
    deal = Opportunity.objects.get(name="Deal")
    assert (deal.amount, deal.close_on, deal.account and deal.account.employees) == (
        Decimal("1234.50"),
        dt.date(2026, 3, 1),
        3000,
    )
    assert Opportunity.objects.get(name="Other").amount == Decimal("1000.25")
    assert any("book.xlsx/Notes" in note for note in report.notes), (
        "a sheet that is no table is said, not silently skipped"
    )


def test_a_merged_title_above_the_heading(load: Load, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "book.xlsx",
        {
            "Sheet1": [
                ["Our contacts 2026", None, None],
                [None],
                ["Name", "Email", "Job Title"],
                ["A", "no address", "x"],
            ]
        },
    )
    book = openpyxl.load_workbook(path)
    book["Sheet1"].merge_cells("A1:C1")
    book.save(path)
    report = load(path)
    assert reasons(report) == [(4, "Email", "no address")], "rows are numbered as the spreadsheet shows them"


def test_a_table_that_begins_further_down_and_right(load: Load, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [],
        [],
        [None, None, "Name", "Employees"],
        [None, None, "A", 3],
        [None, None, "B", "many"],
    ]
    report = load(workbook(tmp_path / "accounts.xlsx", {"accounts": rows}))
    assert reasons(report) == [(5, "Employees", "many")]
    assert Account.objects.get().employees == 3


def test_a_formula_gives_its_last_value_and_no_formula(load: Load, tmp_path: Path) -> None:
    path = workbook(tmp_path / "accounts.xlsx", {"accounts": [["name", "notes"], ["A", "=1+1"], ["B", "'=1+1"]]})
    assert counts(load(path), "accounts")[1] == 2
    assert Account.objects.get(name="B").notes == "'=1+1"


def test_an_empty_workbook(load: Load, tmp_path: Path) -> None:
    assert "none of its sheets holds anything" in refusal(load, workbook(tmp_path / "book.xlsx", {"Sheet1": []}))


def test_a_merged_cell_of_a_sheet_says_how_merged_cells_are_read(load: Load, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Accounts"
    for row in (["Id", "Name"], ["a1", "Grid"], ["a2", None]):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    book.create_sheet("Read me").append(["Made by hand"])
    path = tmp_path / "book.xlsx"
    book.save(path)
    report = load(path)
    assert counts(report, "accounts") == (2, 1, 0, 0, 1)
    assert "of merged cells only the first holds the value" in report.rejections[0].reason


def test_a_workbook_that_unpacks_to_gigabytes_is_refused_before_it_is_read(load: Load, tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/sheet1.xml", "w") as part:
        for _ in range(51):
            part.write(b" " * 10_000_000)
    assert path.stat().st_size < 1_000_000
    assert "holds 510 MB unpacked" in refusal(load, path) and "Save the sheet as CSV" in refusal(load, path)
