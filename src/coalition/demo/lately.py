"""The working days before today: what sellers wrote down, so that "since Friday" has something to tell.

Nothing here touches what scores read of a planted story: next steps, close dates and acquaintances alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from coalition.demo.deal import Deal
from coalition.demo.dice import Dice
from coalition.demo.relations import Tie
from coalition.demo.scribe import Scribe

_DAYS_BACK = 5
_NEXT = (
    "Site visit with the operations team",
    "Terms to Legal, second round",
    "Payback figures with Finance",
    "Answer the security questionnaire",
    "Breakfast with the sponsor",
    "Data sample for the pilot",
)
_SLIPPED = ("Steering group moved by the customer", "Budget round comes first", "Legal needs longer")
_ACQUAINTED = ("Worked together at a former employer.", "Sit on the same supplier board.", "Studied together.")


def write_down(deals: Iterable[Deal], scribe: Scribe, today: int) -> None:
    """What the owners of open deals noted in the last days. ``today`` is not over and has nothing yet."""
    acquainted = _acquainted(scribe)
    for deal in deals:
        dice = Dice("lately", deal.key)
        if deal.outcome != "open" or today - deal.created <= 3 * _DAYS_BACK:
            continue
        if dice.happens(0.5):
            _note(deal, scribe, dice, today, "After the call", next_step=dice.pick(_NEXT))
        if dice.happens(0.2):
            later = deal.close_on + 7 * dice.whole(2, 6)
            _note(deal, scribe, dice, today, dice.pick(_SLIPPED), close_on=later)
        if dice.happens(0.3):
            _acquaintance(deal, acquainted, scribe, dice, today)


def _note(deal: Deal, scribe: Scribe, dice: Dice, today: int, reason: str, **changes: object) -> None:
    when = scribe.at(deal.owner, _day(dice, today), dice)
    scribe.ledger.change("opportunity", deal.key, when, deal.owner.index, reason, **changes)


def _acquainted(scribe: Scribe) -> set[tuple[str, str]]:
    """Who is known to know whom, by their keys in the order lines are stored."""
    lines = (version.state for version in scribe.ledger.current("line"))
    return {(line["from_contact"], line["to_contact"]) for line in lines if line["kind"] == "knows"}


def _acquaintance(deal: Deal, acquainted: set[tuple[str, str]], scribe: Scribe, dice: Dice, today: int) -> None:
    """Two people turn out to know each other; nothing where we knew it or there are no two."""
    known = [seat for seat in deal.seats if seat.removed is None and seat.joined < today - _DAYS_BACK]
    if len(known) < 2:
        return
    one, other = (seat.contact for seat in dice.some(known, 2))
    tie = Tie("knows", one, other, None, _day(dice, today), dice.pick(_ACQUAINTED), deal.owner.name)
    low, high = tie.ends()
    if (low.key, high.key) not in acquainted:
        acquainted.add((low.key, high.key))
        scribe.line(tie, deal, deal.owner, dice)


def _day(dice: Dice, today: int) -> int:
    return today - dice.whole(1, _DAYS_BACK)
