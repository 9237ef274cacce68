"""Who may see and change what: one gate per kind of object, and nothing reaches data around it.

Visible to everybody with role admin or RevOps: all. To others: the accounts they own, are on the team of, or own an
opportunity of; a manager also what the people of their team and the teams below it see. An opportunity is visible
with its account, or to its owner where it has none. A contact is visible with their account or on a visible
opportunity, which is how an outsider on a map can be read.

A gate raises ``NotFound`` alike for what does not exist and what is not yours, so that ids cannot be probed, and
``Forbidden`` only to somebody who sees the object and may not change it.
"""

from __future__ import annotations

from enum import Enum
from typing import Protocol, TypeVar
from uuid import UUID

from django.db.models import BooleanField, Case, Exists, Model, OuterRef, Q, QuerySet, Value, When

from coalition.access.models import ApiToken, User
from coalition.access.teams import people_seen_by
from coalition.record import history
from coalition.record.errors import Forbidden, NotFound
from coalition.record.models import (
    Account,
    AccountMember,
    Activity,
    Contact,
    EmptySeat,
    Insight,
    Line,
    Opportunity,
    Participant,
    SeatLine,
    SeatState,
    Stakeholder,
)

M = TypeVar("M", bound=Model, covariant=True)
R = TypeVar("R", Stakeholder, SeatLine)


class _Scope(Protocol[M]):
    def __call__(self, viewer: User, *, write: bool = False) -> QuerySet[M]: ...


READ_ONLY = "Your role or token may read this and not change it. Ask an admin for the right to edit."


_SEAT_LINE = ("opportunity__account", "from_contact", "from_seat", "to_contact", "to_seat")

# Scopes: which rows a viewer sees (write=False) or may change (write=True).


def visible_accounts(viewer: User, *, write: bool = False) -> QuerySet[Account]:
    """Accounts the viewer sees, or may change."""
    return Account.objects.filter(_account_rule(viewer, write))


def visible_opportunities(viewer: User, *, write: bool = False) -> QuerySet[Opportunity]:
    """Opportunities the viewer sees, or may change."""
    return Opportunity.objects.filter(_opportunity_rule(viewer, write))


def visible_contacts(viewer: User, *, write: bool = False) -> QuerySet[Contact]:
    """Contacts the viewer sees, or may change."""
    return Contact.objects.filter(_contact_rule(viewer, write))


def visible_stakeholders(viewer: User, *, write: bool = False) -> QuerySet[Stakeholder]:
    """Stakeholders of the deals the viewer sees, or may change."""
    if _everything(viewer, write):
        return Stakeholder.objects.all()
    return Stakeholder.objects.filter(opportunity__in=visible_opportunities(viewer, write=write).values("id"))


def visible_seats(viewer: User, *, write: bool = False) -> QuerySet[EmptySeat]:
    """Empty seats, also filled and removed ones, of the deals the viewer sees, or may change."""
    if _everything(viewer, write):
        return EmptySeat.objects.all()
    return EmptySeat.objects.filter(opportunity__in=visible_opportunities(viewer, write=write).values("id"))


def visible_seat_lines(viewer: User, *, write: bool = False) -> QuerySet[SeatLine]:
    """Lines to and from empty seats of the deals the viewer sees, or may change."""
    if _everything(viewer, write):
        return SeatLine.objects.all()
    return SeatLine.objects.filter(opportunity__in=visible_opportunities(viewer, write=write).values("id"))


def visible_lines(viewer: User, *, write: bool = False) -> QuerySet[Line]:
    """Lines between two people the viewer sees; of one deal: with the deal.

    Changing one takes the right to change either of its ends.
    """
    if _everything(viewer, write):
        return Line.objects.all()
    seen = visible_contacts(viewer).values("id")
    lines = Line.objects.filter(from_contact__in=seen, to_contact__in=seen)
    deals = visible_opportunities(viewer, write=write).values("id")
    if not write:
        return lines.filter(Q(opportunity__isnull=True) | Q(opportunity__in=deals))
    own = visible_contacts(viewer, write=True).values("id")
    everywhere = Q(opportunity__isnull=True) & (Q(from_contact__in=own) | Q(to_contact__in=own))
    return lines.filter(everywhere | Q(opportunity__in=deals))


def visible_insights(viewer: User, *, write: bool = False) -> QuerySet[Insight]:
    """Insights of visible accounts and deals."""
    return Insight.objects.filter(_on_account_or_deal(viewer, write))


def visible_activities(viewer: User, *, write: bool = False) -> QuerySet[Activity]:
    """Activities of visible accounts and deals; one that hangs on neither goes with the contacts who took part."""
    if _everything(viewer, write):
        return Activity.objects.all()
    took_part = Participant.objects.filter(
        activity=OuterRef("pk"), contact__in=visible_contacts(viewer, write=write).values("id")
    )
    loose = Q(account__isnull=True, opportunity__isnull=True) & Exists(took_part)
    return Activity.objects.filter(_on_account_or_deal(viewer, write) | loose)


def with_can_edit(rows: QuerySet[Opportunity], viewer: User) -> QuerySet[Opportunity]:
    """The same opportunities, each knowing ``can_edit``, without a query of its own."""
    if viewer.sees_everything or not viewer.may_write:
        return rows.annotate(can_edit=Value(viewer.may_write, output_field=BooleanField()))
    rule = When(_opportunity_rule(viewer, True), then=Value(True))
    return rows.annotate(can_edit=Case(rule, default=Value(False), output_field=BooleanField()))


# Gates: one object by its public id.


def account_for(viewer: User, uuid: UUID | str, *, write: bool = False) -> Account:
    """The account, if the viewer may."""
    return _one(visible_accounts, viewer, uuid, write, "owner", "parent")


def opportunity_for(viewer: User, uuid: UUID | str, *, write: bool = False) -> Opportunity:
    """The opportunity with its account, stage and owner, if the viewer may."""
    return opportunity_and_rights(viewer, uuid, write=write)[0]


def opportunity_and_rights(viewer: User, uuid: UUID | str, *, write: bool = False) -> tuple[Opportunity, Rights]:
    """The same, with what the viewer may do with it."""
    deal = _with_seats_known().select_related("account", "stage__pipeline", "owner").filter(uuid=uuid).first()
    rights = rights_on(viewer, deal) if deal is not None else Rights.NONE
    if deal is None or rights is Rights.NONE:
        raise NotFound("opportunity")
    if write and rights is not Rights.WRITE:
        raise Forbidden(READ_ONLY)
    return deal, rights


def _with_seats_known() -> QuerySet[Opportunity]:
    """Opportunities that know ``has_seats``, so that opening a map without empty seats asks for none."""
    seats = EmptySeat.objects.filter(opportunity=OuterRef("pk"), state=SeatState.OPEN)
    return Opportunity.objects.annotate(has_seats=Exists(seats))


def contact_for(viewer: User, uuid: UUID | str, *, write: bool = False) -> Contact:
    """The contact with their account, if the viewer may."""
    return _one(visible_contacts, viewer, uuid, write, "account", "moved_to", "merged_into")


def stakeholder_for(viewer: User, uuid: UUID | str, *, write: bool = False) -> Stakeholder:
    """The stakeholder with contact and opportunity, if the viewer may."""
    related = ("contact__account", "opportunity__account", "coverage_owner", "sentiment_by", "influence_by")
    return _one(visible_stakeholders, viewer, uuid, write, *related)


def line_for(viewer: User, uuid: UUID | str, *, write: bool = False) -> Line:
    """The line with its two contacts, if the viewer may."""
    return _one(visible_lines, viewer, uuid, write, "from_contact", "to_contact", "opportunity")


def seat_for(viewer: User, uuid: UUID | str, *, write: bool = False) -> EmptySeat:
    """The empty seat with its opportunity, if the viewer may."""
    return _one(visible_seats, viewer, uuid, write, "opportunity__account", "filled_by__contact")


def seat_line_for(viewer: User, uuid: UUID | str, *, write: bool = False) -> SeatLine:
    """The line of an empty seat with its ends, if the viewer may."""
    return _one(visible_seat_lines, viewer, uuid, write, *_SEAT_LINE)


def removed_seat_line_for(viewer: User, uuid: UUID | str) -> SeatLine:
    """A line of a seat that was erased, if the viewer may change the deal's map."""
    return _still_yours(viewer, history.removed(SeatLine, uuid), "seat line")


def removed_stakeholder_for(viewer: User, uuid: UUID | str) -> Stakeholder:
    """Somebody who was taken off a map the viewer may change, as they last stood there."""
    return _still_yours(viewer, history.removed(Stakeholder, uuid), "stakeholder")


def removed_line_for(viewer: User, uuid: UUID | str) -> Line:
    """A line that was erased, if the viewer might see it and change it were it there."""
    found = history.removed(Line, uuid)
    ends = [found.from_contact_id, found.to_contact_id] if found else []
    deal = Q(pk=found.opportunity_id) if found else Q()
    alone = found is not None and found.opportunity_id is not None
    if (
        found is None
        or visible_contacts(viewer).filter(pk__in=ends).count() < len(ends)
        or (alone and not visible_opportunities(viewer).filter(deal).exists())
    ):
        raise NotFound("line")
    mine = (
        visible_opportunities(viewer, write=True).filter(deal)
        if alone
        else visible_contacts(viewer, write=True).filter(pk__in=ends)
    )
    if not mine.exists():
        raise Forbidden(READ_ONLY)
    return found


def insight_for(viewer: User, uuid: UUID | str, *, write: bool = False) -> Insight:
    """The insight, if the viewer may."""
    return _one(visible_insights, viewer, uuid, write, "account", "opportunity", "told_by", "confirmed_with")


def activity_for(viewer: User, uuid: UUID | str, *, write: bool = False) -> Activity:
    """The activity, if the viewer may."""
    return _one(visible_activities, viewer, uuid, write, "account", "opportunity")


def token_for(viewer: User, uuid: UUID | str) -> ApiToken:
    """One of the viewer's own tokens; nobody sees another's."""
    found = ApiToken.objects.filter(uuid=uuid, user=viewer, revoked_at__isnull=True).first()
    if found is None:
        raise NotFound("token")
    return found


def may_write(viewer: User) -> None:
    """Refuse guests and read-only tokens before anything is created."""
    if not viewer.may_write:
        raise Forbidden(READ_ONLY)


class Rights(Enum):
    """What a viewer may do with one object."""

    NONE = 0
    READ = 1
    WRITE = 2


def rights_on(viewer: User, deal: Opportunity) -> Rights:
    """What the viewer may do with a deal that was fetched with its account.

    The rule of ``_opportunity_rule`` said of one row instead of all. Building the nested query of the other form costs
    more than fetching the whole map; for an owner this takes no query at all. A test holds the two together.
    """
    full = Rights.WRITE if viewer.may_write else Rights.READ
    if viewer.sees_everything:
        return full
    people = people_seen_by(viewer)
    account = deal.account
    if deal.owner_id in people or (account is not None and account.owner_id in people):
        return full
    if account is None:
        return Rights.NONE
    member = AccountMember.objects.filter(account=account, user__in=people).values_list("can_edit", flat=True)
    edits = set(member)
    if True in edits or Opportunity.objects.filter(account=account, owner__in=people).exists():
        return full
    return Rights.READ if edits else Rights.NONE


# The rules themselves.


def _everything(viewer: User, write: bool) -> bool:
    return viewer.sees_everything and (viewer.may_write or not write)


def _account_rule(viewer: User, write: bool) -> Q:
    if write and not viewer.may_write:
        return Q(pk__in=[])
    if viewer.sees_everything:
        return Q()
    people = people_seen_by(viewer)
    # Subqueries, not joins: a join to the team would repeat an account for each member and break counts and pages.
    member = AccountMember.objects.filter(user__in=people)
    if write:
        member = member.filter(can_edit=True)
    deals = Opportunity.objects.filter(owner__in=people, account__isnull=False)
    return Q(owner__in=people) | Q(pk__in=member.values("account")) | Q(pk__in=deals.values("account"))


def _opportunity_rule(viewer: User, write: bool) -> Q:
    if write and not viewer.may_write:
        return Q(pk__in=[])
    if viewer.sees_everything:
        return Q()
    accounts = visible_accounts(viewer, write=write)
    return Q(owner__in=people_seen_by(viewer)) | Q(account__in=accounts.values("id"))


def _contact_rule(viewer: User, write: bool) -> Q:
    if write and not viewer.may_write:
        return Q(pk__in=[])
    if viewer.sees_everything:
        return Q()
    on_deals = Stakeholder.objects.filter(opportunity__in=visible_opportunities(viewer, write=write).values("id"))
    return Q(account__in=visible_accounts(viewer, write=write).values("id")) | Q(pk__in=on_deals.values("contact"))


def _on_account_or_deal(viewer: User, write: bool) -> Q:
    if write and not viewer.may_write:
        return Q(pk__in=[])
    if viewer.sees_everything:
        return Q()
    return Q(account__in=visible_accounts(viewer, write=write).values("id")) | Q(
        opportunity__in=visible_opportunities(viewer, write=write).values("id")
    )


def _still_yours(viewer: User, removed: R | None, kind: str) -> R:
    """What was removed, refusing what was never removed, and what stood on a map the viewer may not change."""
    deal = Opportunity.objects.select_related("account").filter(pk=removed.opportunity_id).first() if removed else None
    rights = rights_on(viewer, deal) if deal is not None else Rights.NONE
    if removed is None or rights is Rights.NONE:
        raise NotFound(kind)
    if rights is not Rights.WRITE:
        raise Forbidden(READ_ONLY)
    return removed


def _one(scope: _Scope[M], viewer: User, uuid: UUID | str, write: bool, *related: str) -> M:
    seen = scope(viewer)
    found = seen.select_related(*related).filter(uuid=uuid).first()
    if found is None:
        raise NotFound(str(seen.model._meta.verbose_name))
    if write and not (viewer.may_write and scope(viewer, write=True).filter(pk=found.pk).exists()):
        raise Forbidden(READ_ONLY)
    return found
