"""CSV in every dialect: encodings, separators, dates and numbers, quotes; what cannot be read costs its row alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from coalition.record.models import Account, Activity, Opportunity
from coalition.sources.files import Report
from tests.sources.conftest import counts, reasons

Load = Callable[..., Report]
Table = Callable[..., Path]


def test_bytes_of_every_encoding(load: Load, table: Table) -> None:
    for number, encoding in enumerate(("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252")):
        name = f"Zoë & Søn {number}"
        path = table(
            f"accounts{number}.csv", ["Name", "Industry", "Country"], [name, "Énergie", "DE"], encoding=encoding
        )
        assert counts(load(path), "accounts") == (1, 1, 0, 0, 0), encoding
        assert Account.objects.filter(name=name, industry="Énergie").exists(), encoding


def test_one_name_pasted_in_another_encoding_does_not_garble_the_file(load: Load, tmp_path: Path) -> None:
    path = tmp_path / "accounts.csv"
    path.write_bytes("name,industry\nJürgen KG,a\n".encode() + "Zoë AG,b\n".encode("cp1252"))
    load(path)
    assert Account.objects.filter(name="Jürgen KG").exists()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_usual_separator(load: Load, table: Table, delimiter: str) -> None:
    path = table("accounts.csv", ["name", "industry"], ["A, B; C", "x|y\tz"], ["D", "line\nbreak"], delimiter=delimiter)
    assert counts(load(path), "accounts") == (2, 2, 0, 0, 0)
    assert dict(Account.objects.values_list("name", "industry")) == {"A, B; C": "x|y\tz", "D": "line\nbreak"}


def test_european_dates_and_numbers_are_seen(load: Load, table: Table) -> None:
    path = table(
        "deals.csv",
        ["name", "stage", "amount", "close date", "created on"],
        ["A", "Won", "1.234,50", "03.04.2025", "1.2.25"], ["B", "Won", "12 000,5 €", "13.04.2025", "2025-01-31"],
        ["C", "Won", "7", "", ""], ["D", "Won", "1.000", "", ""],
        delimiter=";",
    )  # fmt: skip
    assert reasons(load(path)) == []
    found = {deal.name: (deal.amount, deal.close_on, deal.created_on) for deal in Opportunity.objects.all()}
    assert found == {
        "A": (Decimal("1234.50"), dt.date(2025, 4, 3), dt.date(2025, 2, 1)),
        "B": (Decimal("12000.50"), dt.date(2025, 4, 13), dt.date(2025, 1, 31)),
        "C": (Decimal("7.00"), None, None),
        "D": (Decimal("1000.00"), None, None),
    }


def test_american_dates_are_seen_and_doubt_is_said(load: Load, table: Table) -> None:
    heading = ["name", "stage", "amount", "close date"]
    load(table("one.csv", heading, ["A", "Won", "1,234.50", "03/04/2025"], ["B", "Won", "", "03/24/2025"]))
    assert Opportunity.objects.get(name="A").close_on == dt.date(2025, 3, 4)
    doubtful = table("two.csv", heading, ["C", "Won", "1", "03/04/2025"])
    assert any("month first" in note and "--date-order dmy" in note for note in load(doubtful).notes)
    load(table("three.csv", heading, ["D", "Won", "1,5", "03/04/2025"]), date_order="dmy", decimal=",")
    late = Opportunity.objects.get(name="D")
    assert (late.close_on, late.amount) == (dt.date(2025, 4, 3), Decimal("1.50"))


def test_times_without_a_zone_are_of_the_zone_given(load: Load, table: Table) -> None:
    path = table(
        "calls.csv",
        ["id", "type", "date", "contacts"],
        ["1", "call", "2026-07-01 10:00", "a@b.example"], ["2", "call", "2026-07-01T10:00:00+0200", "a@b.example"],
        ["3", "call", "7/1/2026 10:00 AM", "a@b.example"], ["4", "call", "1782892800", "a@b.example"],
    )  # fmt: skip
    load(path, time_zone="Europe/Berlin", date_order="mdy")
    assert set(Activity.objects.values_list("occurred_at", flat=True)) == {dt.datetime(2026, 7, 1, 8, tzinfo=dt.UTC)}


def test_mixed_line_ends_and_blank_lines(load: Load, tmp_path: Path) -> None:
    path = tmp_path / "accounts.csv"
    path.write_bytes(b"name,industry\r\nA,x\nB,y\r\n\r\n,\nC,z\rD,w")
    report = load(path)
    assert counts(report, "accounts") == (4, 4, 0, 0, 0)
    assert set(Account.objects.values_list("name", flat=True)) == set("ABCD")


def test_rows_keep_the_numbers_a_spreadsheet_gives_them(load: Load, tmp_path: Path) -> None:
    path = tmp_path / "accounts.csv"
    path.write_text('name,employees\n"A\nB",1\n\nC,many\n')
    assert reasons(load(path)) == [(4, "employees", "many")]


def test_nul_bytes_are_taken_out(load: Load, tmp_path: Path) -> None:
    path = tmp_path / "accounts.csv"
    path.write_bytes(b"name,industry\nA\x00cme,x\n" + b"Long enough to be text,y\n" * 1)
    load(path)
    assert Account.objects.filter(name="Acme").exists()


def test_a_doubled_heading_is_said(load: Load, table: Table) -> None:
    report = load(table("accounts.csv", ["name", "industry", "industry"], ["A", "x", "y"]))
    assert Account.objects.get().industry == "x"
    assert any("'industry' stands there twice; the first is read" in note for note in report.notes)


def test_cells_of_ten_thousand_characters(load: Load, table: Table) -> None:
    long = "x" * 10_000
    path = table("accounts.csv", ["name", "notes", "industry"], ["A", long, ""], ["B", "", long], [long, "", ""])
    report = load(path)
    assert counts(report, "accounts") == (3, 1, 0, 0, 2)
    assert Account.objects.get().notes == long
    assert "is 10000 characters long; at most 120 can be kept" in report.rejections[0].reason


def test_too_many_cells_and_too_few(load: Load, tmp_path: Path) -> None:
    path = tmp_path / "accounts.csv"
    path.write_text("name,industry,country\nA,x,DE\nB, Inc,y,DE\nC\nD,z,DE,,\n")
    report = load(path)
    assert counts(report, "accounts") == (4, 3, 0, 0, 1)
    assert report.rejections[0].row == 3 and "4 cells under 3 headings" in report.rejections[0].reason


def test_a_quote_never_closed_costs_its_row_alone(load: Load, tmp_path: Path) -> None:
    path = tmp_path / "accounts.csv"
    rest = "".join(f"Name {n},{'y' * 90}\n" for n in range(15_000))
    path.write_text(f'name,industry\nA,x\n"B,y\n{rest}')
    report = load(path)
    assert counts(report, "accounts") == (15_002, 15_001, 0, 0, 1)
    assert report.rejections[0].row == 3 and "never closed" in report.rejections[0].reason


def test_bytes_that_are_no_text_cost_their_row_alone(load: Load, tmp_path: Path) -> None:
    path = tmp_path / "accounts.csv"
    path.write_bytes("name,industry\nZoë,Énergie électrique\n".encode() + b"B\xff\xfe,x\nC,y\n")
    report = load(path)
    assert counts(report, "accounts") == (3, 2, 0, 0, 1)
    assert report.rejections[0].row == 3 and "--encoding" in report.rejections[0].reason


def test_a_value_of_a_million_characters_costs_its_row_and_is_called_long(load: Load, tmp_path: Path) -> None:
    path = tmp_path / "accounts.csv"
    path.write_text(f"name,notes\nA,{'x' * 1_000_001}\nB,ok\n")
    report = load(path)
    assert counts(report, "accounts") == (2, 1, 0, 0, 1)
    assert (
        report.rejections[0].row == 2 and "longer than 1,000,000 characters: shorten it" in report.rejections[0].reason
    )
