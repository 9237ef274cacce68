"""Files that are something else, empty or cut: told for what they are, and the others go in."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from coalition.record.models import Account
from coalition.sources.files import Report
from tests.sources.conftest import counts, refusal

Load = Callable[..., Report]
Table = Callable[..., Path]


@pytest.mark.slow
def test_a_long_file_cut_in_the_middle_keeps_what_is_whole(load: Load, tmp_path: Path) -> None:
    path, rows, wide = tmp_path / "accounts.csv", 30_000, "long story, " * 900
    with path.open("w") as file:
        file.write("id,name,story,country\n")
        for n in range(rows):
            file.write(f'a{n},Account {n},"{wide}",DE\n')
    size = path.stat().st_size
    assert size > 300_000_000
    with path.open("r+b") as file:
        file.truncate(size // 2)
    report = load(path)
    read, created, _, _, rejected = counts(report, "accounts")
    assert rejected == 1 and created == read - 1 == Account.objects.count()
    assert rows // 2 - 5 < created < rows // 2 + 5
    assert report.rejections[0].row == created + 2
    assert "cut off" in report.rejections[0].reason and "Export it again" in report.rejections[0].reason


def test_an_empty_file_says_so(load: Load, tmp_path: Path) -> None:
    for name, content in (("empty.csv", b""), ("blank.csv", b"\r\n \n")):
        (tmp_path / name).write_bytes(content)
        assert f"{name} is empty. Export it again" in refusal(load, tmp_path / name)


def test_a_web_page_is_no_table(load: Load, tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    path.write_text("\ufeff\n<!DOCTYPE html><html><body>Please sign in</body></html>")
    assert "contacts.csv is a web page (HTML), not CSV" in refusal(load, path)
    assert "Sign in, export again" in refusal(load, path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7 ...", "is a PDF document. Export the table as CSV"),
        (b"\x1f\x8b\x08\x00 ...", "is a gzip archive. Unpack it first"),
        (b'{"records": []}', "is JSON, not CSV"),
        (b"<?xml version='1.0'?>", "is XML, not CSV"),
        (b"\x00\x01\x02\x00\x00\x00\x07\x00" * 50, "is not text"),
        (b"PK\x03\x04 not really", "is not a workbook that can be read"),
        (b"lorem ipsum\ndolor sit\n", "cannot tell from its columns ('lorem ipsum') what it holds. Say it with --kind"),
    ],
)
def test_other_files_are_named_for_what_they_are(load: Load, tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(content)
    assert said in refusal(load, path)


def test_a_missing_file_and_a_folder_are_told_apart(load: Load, tmp_path: Path) -> None:
    assert "There is no file" in refusal(load, tmp_path / "none.csv")
    assert "is a folder" in refusal(load, tmp_path)


def test_an_archive_that_is_no_workbook(load: Load, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "book.xlsx", "w") as archive:
        archive.writestr("readme.txt", "nothing here")
    assert "save it as XLSX" in refusal(load, tmp_path / "book.xlsx")


def test_one_unreadable_file_does_not_stop_the_others(load: Load, table: Table, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").touch()
    report = load(tmp_path / "empty.csv", table("accounts.csv", ["name"], ["A"]), kind=["accounts.csv=accounts"])
    assert (Account.objects.count(), report.rejected) == (1, 1)
    assert report.unreadable[0].file == "empty.csv"


def test_a_workbook_cut_in_the_middle_says_so(load: Load, tmp_path: Path) -> None:
    whole = tmp_path / "whole.xlsx"
    openpyxl.Workbook().save(whole)
    cut = tmp_path / "book.xlsx"
    cut.write_bytes(whole.read_bytes()[:2000])
    assert "it was cut off or damaged. Download or export it again" in refusal(load, cut)


def test_a_heading_without_rows_is_told(load: Load, tmp_path: Path) -> None:
    path = tmp_path / "accounts.csv"
    path.write_text("name,industry\n")
    report = load(path)
    assert counts(report, "accounts") == (0, 0, 0, 0, 0)
    assert report.notes == ["accounts.csv: has a heading and no rows under it. Export it again with its rows."]
