"""How the people of a buying group stand to each other, beside who reports to whom."""

from __future__ import annotations

from dataclasses import dataclass

from coalition.demo.deal import Deal, Seat
from coalition.demo.dice import Dice
from coalition.demo.people import Contact

UNDIRECTED = ("ally", "conflict", "knows")


@dataclass(frozen=True, slots=True)
class Tie:
    """A line to draw. Without a deal it holds wherever both people stand."""

    kind: str
    source: Contact
    target: Contact
    strength: int | None
    since: int
    note: str = ""
    told_by: str = ""
    on_deal: bool = True

    def ends(self) -> tuple[Contact, Contact]:
        """An undirected line is stored once, the smaller key first."""
        if self.kind in UNDIRECTED and self.source.index > self.target.index:
            return self.target, self.source
        return self.source, self.target


_INFLUENCE = (
    ("champion", "economic_buyer", 3, "Has worked for them for years; is asked first."),
    ("evaluator", "technical_buyer", 2, "Prepares the papers."),
    ("influencer", "ratifier", 2, "Writes the recommendation that is signed."),
    ("blocker", "technical_buyer", 2, "Raises the objections in the architecture round."),
    ("user_buyer", "champion", 1, "Brings the view from the floor."),
    ("coach", "champion", 1, "Does the numbers."),
)
_DOTTED = (("data", "coo"), ("fpa", "ops_vp"), ("engineer", "ops_dir"), ("buyer", "cio"), ("quality", "ceo"))


def account_ties(people: dict[str, Contact], dice: Dice, since: int) -> list[Tie]:
    """Matrix reporting that is true on every map of the account."""
    return [
        Tie("dotted", people[low], people[high], 2, since, "Matrix reporting", "Organisation chart", on_deal=False)
        for low, high in _DOTTED
        if low in people and high in people and dice.happens(0.6)
    ]


def deal_ties(deal: Deal, dice: Dice, end: int) -> list[Tie]:
    """Influence, alliances, conflicts of view and acquaintance on one deal."""
    share = 1.0 if deal.outcome == "open" else 0.45
    seats = [seat for seat in deal.seats if seat.removed is None]
    ties: list[Tie] = []
    for low, high, strength, note in _INFLUENCE:
        source, target = _holder(seats, low), _holder(seats, high)
        if source and target and source is not target and dice.happens(0.85 * share):
            ties.append(_tie("influences", source, target, strength, note, deal, dice, end))
    ties += _camps(deal, seats, dice, end, share)
    ties += _acquaintances(deal, seats, dice, end, share)
    return _once(ties)


def _holder(seats: list[Seat], persona: str) -> Seat | None:
    return next((seat for seat in seats if persona in seat.personas), None)


def _camps(deal: Deal, seats: list[Seat], dice: Dice, end: int, share: float) -> list[Tie]:
    """The warm ones stand together, and against the coldest."""
    by_warmth = sorted(seats, key=lambda seat: -seat.phase(end).warmth)
    warm = [seat for seat in by_warmth if seat.phase(end).warmth > 0.3 and seat.phase(end).silence < 0.5]
    ties: list[Tie] = []
    champion = _holder(seats, "champion")
    for friend in warm[:3]:
        if champion and friend is not champion and dice.happens(0.6 * share):
            note = dice.pick(("Argue for it together.", "Want the same pilot.", "Share the target for next year."))
            ties.append(_tie("ally", champion, friend, dice.whole(2, 3), note, deal, dice, end))
    cold = by_warmth[-1] if by_warmth and by_warmth[-1].phase(end).warmth < -0.3 else None
    if champion and cold and cold is not champion and dice.happens(0.8 * share):
        note = dice.pick(
            (
                "Disagree on replacing the current system.",
                "Fought over the same budget last year.",
                "Different view of the risk.",
            )
        )
        ties.append(_tie("conflict", champion, cold, dice.whole(2, 3), note, deal, dice, end))
    return ties


def _acquaintances(deal: Deal, seats: list[Seat], dice: Dice, end: int, share: float) -> list[Tie]:
    ties = []
    for _ in range(dice.poisson(1.4 * share)):
        pair = dice.some(seats, 2)
        if len(pair) == 2 and pair[0].contact.manager is not pair[1].contact:
            note = dice.pick(
                ("Same intake years ago.", "Sat on the safety board together.", "Shared a project in another unit.")
            )
            ties.append(_tie("knows", pair[0], pair[1], dice.pick((1, 2, None)), note, deal, dice, end))
    return ties


def _tie(
    kind: str, source: Seat, target: Seat, strength: int | None, note: str, deal: Deal, dice: Dice, end: int
) -> Tie:
    earliest = max(source.joined, target.joined) + 3
    since = min(end - 2, earliest + dice.whole(0, max(1, (end - earliest) // 2)))
    teller = dice.pick([seat.contact.name for seat in deal.seats])
    return Tie(kind, source.contact, target.contact, strength, max(since, earliest - 2), note, teller)


def _once(ties: list[Tie]) -> list[Tie]:
    """One line of a kind between two people."""
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for tie in ties:
        first, second = tie.ends()
        mark = (tie.kind, first.index, second.index)
        if mark not in seen:
            seen.add(mark)
            kept.append(tie)
    return kept
