"""The parts by themselves: circles, readings of cells, titles, headings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition.cli import framework

framework.load()

from coalition.sources.files.cycles import circles  # noqa: E402
from coalition.sources.files.kinds import KINDS, plain  # noqa: E402
from coalition.sources.files.mapping import Mapping  # noqa: E402
from coalition.sources.files.recognise import recognise  # noqa: E402
from coalition.sources.files.seniority import SENIORITY_OF_TITLE  # noqa: E402
from coalition.sources.files.values import DAY_FIRST, MONTH_FIRST, quoted  # noqa: E402
from coalition.sources.files.workbench import Workbench  # noqa: E402


@pytest.fixture(scope="module")
def bench() -> Iterator[Workbench]:
    with Workbench() as made:
        yield made


@given(st.dictionaries(st.integers(0, 12), st.integers(0, 12), max_size=12))
def test_giving_up_the_named_lines_leaves_no_circle_and_no_fewer_would_do(up: dict[int, int]) -> None:
    edges = [(below, above, f"row {below}") for below, above in up.items() if below != above]
    given_up = {person for person, _, _ in circles(edges)}
    kept = {below: above for below, above, _ in edges if below not in given_up}
    for start in kept:
        seen, node = {start}, kept[start]
        while node in kept:
            assert node not in seen, "a circle is left"
            seen.add(node)
            node = kept[node]
    # Each person has one line upwards, so circles share nobody: one line each is the fewest.
    for person, chain, _ in circles(edges):
        assert chain[0] == chain[-1] == person
        assert len(set(chain)) == len(chain) - 1
        assert not given_up & set(chain[1:-1])


def test_the_record_keeps_its_own_lines_in_a_circle() -> None:
    assert [person for person, _, _ in circles([(1, 2, None), (2, 3, "new"), (3, 1, None)])] == [2]
    assert list(circles([(1, 2, None), (2, 1, None)])) == []


@settings(max_examples=60, deadline=None)
@given(st.decimals(-(10**9), 10**9, places=2, allow_nan=False))
def test_a_number_reads_the_same_however_it_is_written(bench: Workbench, number: Decimal) -> None:
    american = f"{number:,.2f}"
    european = american.translate(str.maketrans(",.", ".,"))
    for text, comma in ((american, "false"), (european, "true"), (f"EUR {number}", "false"), (f"{european} €", "true")):
        assert bench.one(f"SELECT as_number({quoted(text)}, {comma})") == number, text


@settings(max_examples=60, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_date_reads_the_same_however_it_is_written(bench: Workbench, day: date) -> None:
    forms = {
        DAY_FIRST: ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d", "%Y/%m/%d", "%d %b %Y", "%d/%m/%Y 23:59"),
        MONTH_FIRST: ("%m/%d/%Y", "%m/%d/%Y 11:59 PM", "%Y-%m-%dT23:59:59Z", "%b %d, %Y", "%Y%m%d"),
    }
    for formats, spelled in forms.items():
        listed = "[" + ", ".join(map(quoted, formats)) + "]"
        for form in spelled:
            assert bench.one(f"SELECT as_day({quoted(day.strftime(form))}, {listed})") == day, form


@pytest.mark.parametrize(
    "text", ["31/02/2025", "00/01/2025", "2025-02-30", "2025-13-01", "soon", "12", "1/1/0025", "//", "infinity"]
)
def test_what_is_no_date_is_null(bench: Workbench, text: str) -> None:
    listed = "[" + ", ".join(map(quoted, DAY_FIRST)) + "]"
    assert bench.one(f"SELECT as_moment({quoted(text)}, {listed}, 'UTC')") is None


@pytest.mark.parametrize("text", ["", "many", "1.2.3,4,5", "12,34,56", "--5", "NaN", "inf", "0x10", "1 or 2"])
def test_what_is_no_number_is_null(bench: Workbench, text: str) -> None:
    assert bench.one(f"SELECT as_number({quoted(text)}, false)") is None


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("a@b.c; d@e.f", ["a@b.c", "d@e.f"]),
        ("a@b.c,d@e.f,", ["a@b.c", "d@e.f"]),
        ('"Doe, John" <john@x.y>, Ann <ann@x.y>', ["john@x.y", "ann@x.y"]),
        ("003A|003B", ["003A", "003B"]),
        ("a@b.c\nd@e.f", ["a@b.c", "d@e.f"]),
    ],
)
def test_lists_of_people(bench: Workbench, text: str, people: list[str]) -> None:
    assert bench.one(f"SELECT as_list({quoted(text)})") == people


@pytest.mark.parametrize(
    ("title", "rank"),
    [
        ("Chief Financial Officer", "executive"), ("CFO & Treasurer", "executive"), ("President", "executive"),
        ("Vice President Sales", "vp"), ("SVP Trading", "vp"), ("Executive Assistant to the CEO", "staff"),
        ("Dir Trading", "director"), ("Head of IT", "director"), ("Mgr Trading", "manager"), ("Team Lead", "manager"),
        ("Data Analyst", "staff"), ("Compliance Officer", "staff"), ("Zauberer", None), ("Co-founder", "executive"),
    ],
)  # fmt: skip
def test_rank_by_title(bench: Workbench, title: str, rank: str | None) -> None:
    assert bench.one(f"SELECT {SENIORITY_OF_TITLE} FROM (SELECT lower({quoted(title)}) AS t)") == rank


def test_no_two_fields_of_a_kind_claim_the_same_first_spelling() -> None:
    for kind in KINDS.values():
        first = [plain(field.name) for field in kind.fields]
        assert len(first) == len(set(first)), kind.key
        for field in kind.fields:
            assert all(plain(each) == each for each in field.spelled), (kind.key, field.name)


@pytest.mark.parametrize("kind", list(KINDS))
def test_our_own_column_names_are_recognised_as_their_kind(kind: str) -> None:
    found = recognise([list(KINDS[kind].names)], "export.csv", Mapping())
    assert found.kind.key == kind
    assert [column.field.name for column in found.columns] == list(KINDS[kind].names)
