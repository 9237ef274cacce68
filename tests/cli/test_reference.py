"""The reference pages say what the code does."""

from __future__ import annotations

from coalition.cli.reference import FOLDER, PAGES, cli_page, settings_page
from coalition.site.environment import Environment


def test_every_command_and_every_option_is_described() -> None:
    page = cli_page()
    for command in ("demo", "serve", "worker", "import", "score", "migrate", "user", "doctor", "evaluate influence"):
        assert f"## coalition {command}\n" in page
    for row in page.splitlines():
        if row.startswith("| `-"):
            assert row.split("|")[2].strip(), f"{row}: says nothing of what it does"


def test_every_setting_is_described() -> None:
    page = settings_page()
    for name, field in Environment.model_fields.items():
        assert f"`COALITION_{name.upper()}`" in page
        assert field.description


def test_the_committed_pages_are_current() -> None:
    stale = [name for name, make in PAGES.items() if (FOLDER / name).read_text(encoding="utf-8") != make()]
    assert not stale, f"{stale}: run `make generated`"
