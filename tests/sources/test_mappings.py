"""Columns and values named by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coalition.record.models import Account, Opportunity
from coalition.sources.files import BadOption, Report
from tests.sources.conftest import counts

Load = Callable[..., Report]
Table = Callable[..., Path]


def test_a_mapping_to_a_field_that_does_not_exist_lists_those_that_do(load: Load, table: Table) -> None:
    path = table("accounts.csv", ["name", "size"], ["A", "3"])
    with pytest.raises(BadOption, match=r"account has no field 'headcounts'. Its fields are .*employees"):
        load(path, mapping=["size=headcounts"])
    assert counts(load(path, mapping=["size=employees"]), "accounts")[1] == 1
    assert Account.objects.get().employees == 3


def test_a_mapping_of_a_column_that_is_not_there_is_said(load: Load, table: Table) -> None:
    with pytest.raises(BadOption, match="'siez'"):
        load(table("accounts.csv", ["name", "size"], ["A", "3"]), mapping=["siez=employees"])


def test_values_can_be_translated(load: Load, table: Table) -> None:
    path = table("deals.csv", ["name", "stage"], ["A", "Handshake"])
    load(path, mapping=["stage:Handshake=won"])
    assert Opportunity.objects.get().stage.key == "won"


def test_a_required_column_that_is_missing_is_asked_for(load: Load, table: Table) -> None:
    with pytest.raises(BadOption, match=r"no column for stage of an? opportunity"):
        load(table("deals.csv", ["name", "step"], ["A", "Won"]), kind=["opportunities"])


def test_a_mapping_file_with_mistakes_is_explained(load: Load, table: Table, tmp_path: Path) -> None:
    path = table("accounts.csv", ["name", "industry"], ["A", ""])
    broken = tmp_path / "map.json"
    for content, said in (("{", "cannot be read as JSON"), ('{"colums": {}}', "a mapping knows"), ("[]", "one object")):
        broken.write_text(content)
        with pytest.raises(BadOption, match=said):
            load(path, mapping=[str(broken)])
    with pytest.raises(BadOption, match="no mapping file"):
        load(path, mapping=["nowhere.json"])
    broken.write_text('{"files": {"acounts.csv": {}}}')
    with pytest.raises(BadOption, match=r"acounts\.csv, which is not among the files"):
        load(path, mapping=[str(broken)])
