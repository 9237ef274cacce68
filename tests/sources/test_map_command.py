"""`coalition import-map`: counts on standard output, and one sentence when nothing goes in."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import uuid4

import pytest

from coalition.access.models import User
from coalition.cli.import_map import import_map
from coalition.cli.problem import NOTHING_TO_DO, Problem
from coalition.record.models import Opportunity

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rollout.json"
    contact = str(uuid4())
    path.write_text(
        json.dumps(
            {
                "opportunity": {"id": str(uuid4()), "name": "Rollout", "stage": "discovery"},
                "contacts": [{"id": contact, "name": "Ann"}],
                "stakeholders": [{"id": str(uuid4()), "contact": contact, "coverage_owner": "gone@old.example"}],
            }
        )
    )
    return path


def test_a_map_goes_in_and_is_counted(file: Path, admin: User, capsys: pytest.CaptureFixture[str]) -> None:
    import_map(file, by=admin.email.upper(), as_json=True)
    said = capsys.readouterr()
    counts = json.loads(said.out)["counts"]
    assert {kind: each["created"] for kind, each in counts.items()} == {
        "opportunities": 1,
        "contacts": 1,
        "stakeholders": 1,
    }
    assert "gone@old.example is no user here" in said.err
    import_map(file, by=admin.email)
    assert "0 created" in capsys.readouterr().out
    assert Opportunity.objects.filter(name="Rollout").count() == 1


def test_a_guest_is_told_and_nothing_goes_in(file: Path, guest: User) -> None:
    with pytest.raises(Problem) as refused:
        import_map(file, by=guest.email)
    assert refused.value.status == NOTHING_TO_DO
    assert not Opportunity.objects.filter(name="Rollout").exists()


@pytest.mark.parametrize("content", ["", "[]", "{", '{"opportunity": {}}'])
def test_what_is_no_map_file_is_said_with_the_place(content: str, tmp_path: Path, admin: User) -> None:
    path = tmp_path / "other.json"
    path.write_text(content)
    with pytest.raises(Problem, match="is not a map file; nothing was read in"):
        import_map(path, by=admin.email)


def test_a_missing_file_and_an_unknown_user_are_named(tmp_path: Path, file: Path, admin: User) -> None:
    with pytest.raises(Problem, match=r"nowhere\.json cannot be opened"):
        import_map(tmp_path / "nowhere.json", by=admin.email)
    with pytest.raises(Problem, match=r"no active user nobody@x\.example"):
        import_map(file, by="nobody@x.example")
