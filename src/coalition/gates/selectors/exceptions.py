"""Exceptions: which hold, who may decide on them, and which are overdue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from coalition.access.models import Role, User
from coalition.gates.models import ExceptionStatus, GateRule, StageException
from coalition.record.errors import Forbidden, NotFound
from coalition.record.gates import READ_ONLY, Rights, rights_on, visible_opportunities
from coalition.record.models import Opportunity, Outcome, Stage

DECIDERS = (Role.MANAGER, Role.REVOPS, Role.ADMIN)


def visible_exceptions(viewer: User) -> QuerySet[StageException]:
    """Those of deals the viewer sees."""
    rows = StageException.objects.filter(opportunity__in=visible_opportunities(viewer).values("id"))
    related = ("opportunity__account", "opportunity__stage", "to_stage", "asked_by", "decided_by")
    return rows.select_related(*related).prefetch_related("covers__rule")


def exception_for(viewer: User, uuid: UUID | str, *, write: bool = False) -> StageException:
    """The exception, if the viewer may see its deal, or change it."""
    found = visible_exceptions(viewer).filter(uuid=uuid).first()
    if found is None:
        raise NotFound("exception")
    if write and rights_on(viewer, found.opportunity) is not Rights.WRITE:
        raise Forbidden(READ_ONLY)
    return found


def may_decide(user: User, exception: StageException) -> bool:
    """Managers of the deal, RevOps and admins; never who asked, unless an admin has nobody else to turn to."""
    return exception.pk in decidable(user, [exception])


def decidable(user: User, exceptions: Sequence[StageException]) -> set[int | None]:
    """Internal ids of those the user may decide on. The number of queries does not grow with them."""
    if user.role not in DECIDERS or not exceptions:
        return set()
    deals = {each.opportunity_id for each in exceptions}
    theirs = set(visible_opportunities(user, write=True).filter(pk__in=deals).values_list("id", flat=True))
    return {
        each.pk
        for each in exceptions
        if each.opportunity_id in theirs
        and (each.asked_by_id != user.pk or (user.role == Role.ADMIN and not _others(user, each.opportunity)))
    }


def _others(user: User, deal: Opportunity) -> bool:
    colleagues = User.objects.filter(role__in=DECIDERS, is_active=True).exclude(pk=user.pk)
    # Admins and RevOps decide on any deal, and come first: managers are only looked at where there are none of those.
    by_reach = sorted(colleagues, key=lambda each: not each.sees_everything)
    return any(rights_on(each, deal) is Rights.WRITE for each in by_reach)


def in_force(deal: Opportunity, to: Stage, today: date, *, lock: bool = False) -> StageException | None:
    """The approved exception that lets the deal into this stage today. One for a later stage holds on the way there."""
    rows = StageException.objects.filter(
        opportunity=deal, to_stage__position__gte=to.position, status=ExceptionStatus.APPROVED, until__gte=today
    ).order_by("-until", "-id")
    return (rows.select_for_update(of=("self",)) if lock else rows).first()


def asked_for(deal: Opportunity, to: Stage) -> StageException | None:
    """The exception that waits for a decision."""
    return StageException.objects.filter(opportunity=deal, to_stage=to, status=ExceptionStatus.ASKED).first()


def covered(exception: StageException | None) -> set[str]:
    """Keys of the rules it lets the deal past: those that still ask what they asked when it was asked for."""
    if exception is None:
        return set()
    rows = exception.covers.select_related("rule")
    return {str(each.rule.uuid) for each in rows if each.terms == each.rule.terms}


def changed_since(exception: StageException) -> list[GateRule]:
    """Rules that ask something else than when the exception was asked for."""
    return [each.rule for each in exception.covers.select_related("rule") if each.terms != each.rule.terms]


def overdue_exceptions(viewer: User, today: date) -> QuerySet[StageException]:
    """Exceptions that are over while the deals that moved on them are open: the conditions were due by then."""
    return visible_exceptions(viewer).filter(
        status=ExceptionStatus.APPROVED,
        used_at__isnull=False,
        until__lt=today,
        opportunity__stage__outcome=Outcome.OPEN,
    )
