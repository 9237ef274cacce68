"""Comments and suggestions about the line between two people."""

from __future__ import annotations

from typing import Any

import pytest

from coalition.access.models import User
from coalition.record import models as record
from coalition.record.errors import CycleRefused, Forbidden, Invalid
from coalition.record.models import Line, LineKind
from coalition.record.services.merging import merge_contacts
from coalition.reviews.models import ReviewComment
from coalition.reviews.services import reviews
from coalition.reviews.services.line_suggestions import LineSuggestion
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(deal: record.Opportunity) -> tuple[record.Contact, record.Contact]:
    """Two people of the account, both on the map."""
    ada, ben = (factories.make_contact(deal.account, name=name) for name in ("Ada", "Ben"))
    for contact in (ada, ben):
        factories.make_stakeholder(deal, contact)
    return ada, ben


def suggested(deal: record.Opportunity, two: Any, by: User, *said: Any, **more: Any) -> ReviewComment:
    return reviews.write_comment(
        deal,
        text="I was in the room.",
        by=by,
        contact=two[0],
        to_contact=two[1],
        suggests_line=LineSuggestion(*said, **more),
    )


def test_a_line_is_drawn_by_accepting_and_its_history_names_both(
    deal: record.Opportunity, two: Any, owner: User, teammate: User
) -> None:
    comment = suggested(deal, two, teammate, "draw", "conflict", 3)
    assert not Line.objects.exists()
    assert reviews.accept_suggestion(comment, by=owner).status == "accepted"
    line = Line.objects.get()
    assert (line.kind, line.strength, line.opportunity) == ("conflict", 3, deal)
    first = line.history.first()
    assert (first.history_user, first.history_change_reason) == (owner, "Suggested by teammate: I was in the room.")
    again = suggested(deal, two, teammate, "draw", "conflict")
    with pytest.raises(Invalid, match="already drawn"):
        reviews.accept_suggestion(again, by=owner)
    again.refresh_from_db()
    assert again.status == "open"


def test_a_line_is_changed_or_erased_by_accepting_unless_it_has_gone(
    deal: record.Opportunity, two: Any, owner: User, teammate: User
) -> None:
    line = factories.make_line(LineKind.CONFLICT, *two, opportunity=deal, strength=1)
    reviews.accept_suggestion(suggested(deal, two, teammate, "change", "ally", 2, line=line), by=owner)
    line.refresh_from_db()
    assert (line.kind, line.strength) == ("ally", 2)
    erase, late = (suggested(deal, two, teammate, "erase", line=line) for _ in range(2))
    reviews.accept_suggestion(erase, by=owner)
    assert not Line.objects.exists()
    with pytest.raises(Invalid, match="not there any more"):
        reviews.accept_suggestion(late, by=owner)


def test_a_circle_of_managers_is_refused_and_the_suggestion_stays_open(
    deal: record.Opportunity, two: Any, owner: User, teammate: User
) -> None:
    comment = suggested(deal, two, teammate, "draw", "reports_to")
    factories.make_manager(two[1], two[0])
    with pytest.raises(CycleRefused):
        reviews.accept_suggestion(comment, by=owner)
    comment.refresh_from_db()
    assert comment.status == "open"


def test_who_reports_to_whom_is_changed_by_those_who_may_change_the_people(
    deal: record.Opportunity, two: Any, teammate: User, outsider: User
) -> None:
    comment = suggested(deal, two, teammate, "draw", "reports_to")
    with pytest.raises(Forbidden):
        reviews.accept_suggestion(comment, by=outsider)
    assert not Line.objects.exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"do": "draw"}, "which kind"),
        ({"do": "erase"}, "Name a line between Ada and Ben"),
        ({"do": "change", "line": True}, "kind or its strength"),
        ({"do": "erase", "line": False}, "Name a line between Ada and Ben"),
    ],
)
def test_a_suggestion_that_says_too_little_or_speaks_of_another_line_is_refused(
    deal: record.Opportunity, two: Any, owner: User, said: dict[str, Any], sentence: str
) -> None:
    here = factories.make_line(LineKind.ALLY, *two, opportunity=deal)
    elsewhere = factories.make_line(LineKind.ALLY, two[0], factories.make_contact(deal.account), opportunity=deal)
    if "line" in said:
        said = {**said, "line": here if said["line"] else elsewhere}
    with pytest.raises(Invalid, match=sentence):
        suggested(deal, two, owner, **said)


def test_a_comment_on_two_follows_a_merged_contact(deal: record.Opportunity, two: Any, owner: User) -> None:
    comment = suggested(deal, two, owner, "draw", "ally")
    survivor = factories.make_contact(deal.account, name="Benjamin")
    merge_contacts(keep=survivor, absorb=two[1], by=owner)
    comment.refresh_from_db()
    assert (comment.contact, comment.to_contact) == (two[0], survivor)
    reviews.accept_suggestion(comment, by=owner)
    assert {Line.objects.get().from_contact, Line.objects.get().to_contact} == {two[0], survivor}
