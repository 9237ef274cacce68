"""Who may be one person twice: ranked, with the reason, and colleagues left alone."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coalition.judgement.duplicates import Pair, Person, likely_duplicates


def pairs(*people: Person) -> list[tuple[int, int]]:
    return [(pair.one, pair.other) for pair in likely_duplicates(people)]


def test_the_same_address_is_the_surest_and_says_so() -> None:
    found = likely_duplicates(
        [
            Person(1, "Maria Keller", ("m.keller@grid.example",)),
            Person(2, "M. Keller", ("info@grid.example", "M.Keller@grid.example")),
            Person(3, "Omar Diaz", ("o.diaz@grid.example",)),
            Person(4, "Diaz, Omar", ()),
        ]
    )
    assert [(pair.one, pair.other) for pair in found] == [(1, 2), (3, 4)]
    assert found[0].reasons[0] == "The same e-mail address: m.keller@grid.example"
    assert found[1].reasons == ("The same name",)
    assert found[0].likeness > found[1].likeness


def test_short_forms_initials_and_turned_names_are_proposed() -> None:
    assert pairs(Person(1, "Robert Smith"), Person(2, "Bob Smith")) == [(1, 2)]
    assert pairs(Person(1, "Anna Lindqvist"), Person(2, "A. Lindqvist")) == [(1, 2)]
    assert pairs(Person(1, "José García"), Person(2, "Garcia, Jose")) == [(1, 2)]


def test_a_shared_phone_or_title_alone_proposes_nobody_and_makes_a_name_surer() -> None:
    desk = ("+49 30 123456",)
    assert pairs(Person(1, "Ada Berg", phones=desk, title="CFO"), Person(2, "Ben Holm", phones=desk, title="CFO")) == []
    alone = likely_duplicates([Person(1, "Bob Smith"), Person(2, "Robert Smith")])[0]
    called = likely_duplicates([Person(1, "Bob Smith", phones=desk), Person(2, "Robert Smith", phones=("030 123456",))])
    assert called[0].likeness > alone.likeness and "The same phone number" in called[0].reasons


def test_brothers_and_initials_that_contradict_each_other_are_two() -> None:
    assert pairs(Person(1, "Jan Novak"), Person(2, "Petr Novak")) == []
    assert pairs(Person(1, "John A. Smith"), Person(2, "John B. Smith")) == []


PEOPLE = st.lists(
    st.builds(
        Person,
        key=st.integers(1, 50),
        name=st.sampled_from(["Bob Smith", "Robert Smith", "R Smith", "Ada Berg", "Berg", "", "info"]),
        emails=st.lists(st.sampled_from(["a@x.example", "b@x.example", ""]), max_size=2).map(tuple),
        phones=st.lists(st.sampled_from(["1234567", "+1 234567"]), max_size=1).map(tuple),
    ),
    max_size=8,
    unique_by=lambda person: person.key,
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(PEOPLE)
def test_the_order_of_the_people_changes_nothing_and_no_pair_comes_twice(people: list[Person]) -> None:
    found: list[Pair] = likely_duplicates(people)
    assert found == likely_duplicates(people[::-1])
    assert len({(pair.one, pair.other) for pair in found}) == len(found)
    assert all(pair.one < pair.other and 1 <= pair.likeness <= 99 and pair.reasons for pair in found)
