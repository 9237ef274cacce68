"""The documentation is true: links lead somewhere, every page can be found, every score has its page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.rglob("*.md")])
LINK = re.compile(r"(?<!\!)\[[^\]]+\]\(([^)#\s]+)(?:#[^)]*)?\)|!\[[^\]]*\]\(([^)\s]+)\)")
SCORES = (
    "engagement",
    "sentiment",
    "influence",
    "coverage",
    "consensus",
    "visibility-gaps",
    "missing-roles",
    "map-score",
    "political-sense",
    "next-conversation",
    "outlook",
)


def targets(page: Path) -> list[str]:
    found = [link or image for link, image in LINK.findall(page.read_text(encoding="utf-8"))]
    return [target for target in found if not target.startswith(("http:", "https:", "mailto:"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_leads_to_a_file(page: Path) -> None:
    missing = [target for target in targets(page) if not (page.parent / target).exists()]
    assert not missing, f"{page.relative_to(ROOT)} links to {missing}, which do not exist"


def test_every_page_can_be_reached_from_the_index() -> None:
    index = DOCS / "README.md"
    reached, waiting = {index}, [index]
    while waiting:
        page = waiting.pop()
        for target in targets(page):
            there = (page.parent / target).resolve()
            inside = [there] if there.suffix == ".md" else sorted(there.glob("*.md")) if there.is_dir() else []
            for linked in inside:
                if linked not in reached:
                    reached.add(linked)
                    waiting.append(linked)
    unreachable = [str(p.relative_to(ROOT)) for p in DOCS.rglob("*.md") if p not in reached]
    assert not unreachable, f"no link leads to {unreachable}: link them from docs/README.md"


@pytest.mark.parametrize("score", SCORES)
def test_every_score_has_a_page_with_its_formula_and_a_worked_example(score: str) -> None:
    page = (DOCS / "explanation" / f"{score}.md").read_text(encoding="utf-8").lower()
    assert "formula" in page or "how it is computed" in page
    assert "worked example" in page


def test_the_glossary_is_in_order_and_says_each_word_once() -> None:
    rows = re.findall(r"^\| ([^|]+?) \| ", (DOCS / "reference" / "glossary.md").read_text(encoding="utf-8"), re.M)[2:]
    words = [word.lower() for word in rows]
    assert words == sorted(set(words), key=lambda word: re.sub(r"[^a-z ]", " ", word))


def test_every_law_names_a_test_that_exists() -> None:
    rows = re.findall(
        r"`(tests/[\w/]+\.py)::(test_\w+)`", (DOCS / "explanation" / "laws.md").read_text(encoding="utf-8")
    )
    assert len(rows) > 40
    missing = [
        f"{path}::{name}" for path, name in rows if f"def {name}(" not in (ROOT / path).read_text(encoding="utf-8")
    ]
    assert not missing, f"laws.md names tests that are not there: {missing}"


def test_every_law_marked_as_a_property_is_one() -> None:
    page = (DOCS / "explanation" / "laws.md").read_text(encoding="utf-8")
    for path, name in re.findall(r"∀ \| `(tests/[\w/]+\.py)::(test_\w+)`", page):
        before = (ROOT / path).read_text(encoding="utf-8").split(f"def {name}(")[0]
        assert "@given(" in before.rsplit("\n\n\n", 1)[-1], f"{path}::{name} draws nothing"
