"""Writes the demo company into an empty database: all of it or nothing."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from coalition.access.models import Role, Team, User
from coalition.demo import SOURCE, activity_columns, columns, flagship_external_id, vendor
from coalition.demo.calendar import midnight, moment
from coalition.demo.ledger import KINDS
from coalition.demo.reviews import write_reviews
from coalition.demo.scribe import public_id
from coalition.demo.simulate import HISTORY_DAYS, World, simulate
from coalition.demo.standings import write_standings
from coalition.portfolio.trend.past import want_past
from coalition.record.bulk import allocate_ids, insert_arrow, release_attached
from coalition.record.models import (
    Account,
    AccountMember,
    Activity,
    Contact,
    Insight,
    Line,
    Opportunity,
    Participant,
    Stage,
    StageChange,
    Stakeholder,
)
from coalition.record.models.base import Recorded
from coalition.record.pulse import mark_dirty
from coalition.record.touches import derive_touches

PASSWORD = "coalition-demo"  # noqa: S105 - printed by the demo; these users exist in no other database
MODELS: dict[str, type[Recorded]] = {
    "account": Account,
    "contact": Contact,
    "opportunity": Opportunity,
    "stakeholder": Stakeholder,
    "line": Line,
    "insight": Insight,
}
_ROLES = ("Account executive", "Solution engineer", "Sales manager")


class DemoRefused(Exception):
    """The database holds somebody's own data; the demo does not mix with it."""


@dataclass(frozen=True, slots=True)
class DemoSummary:
    """What the demo consists of. ``loaded`` is false when it was there already."""

    loaded: bool
    counts: dict[str, int]
    flagship_id: str
    seconds: float


def demo_is_loaded() -> bool:
    return Opportunity.objects.filter(source=SOURCE, external_id=flagship_external_id).exists()


def load_demo(today: date) -> DemoSummary:
    """Load the demo as of ``today``; do nothing when it is there, refuse where other accounts are.

    Raises DemoRefused. Other users see nothing until everything is in.
    """
    started = time.perf_counter()
    if demo_is_loaded():
        return _summary(loaded=False, started=started)
    _refuse_other_data()
    world = simulate(today)
    with transaction.atomic():
        _write(world)
    release_attached()
    return _summary(loaded=True, started=started)


def _refuse_other_data() -> None:
    other = Account.objects.exclude(source=SOURCE).order_by("id").first()
    if other is not None:
        raise DemoRefused(
            f"The database already holds accounts of your own (such as {other.name!r}); the demo company is not mixed "
            "with them. Point COALITION_HOME or COALITION_DATABASE_URL at an empty place and try again."
        )


def _write(world: World) -> None:
    keys = _keys(world, _users(world))
    for kind, model in MODELS.items():
        insert_arrow(model, columns.table(kind, world.ledger.current(kind), keys, history=False))
        past = columns.table(kind, world.ledger.versions(kind), keys, history=True)
        insert_arrow(model.history.model, past)
    _account_teams(world, keys)
    insert_arrow(StageChange, columns.stage_changes(world, keys))
    table, place = activity_columns.activities(world.log, keys)
    insert_arrow(Activity, table)
    insert_arrow(Participant, activity_columns.participants(world.log, place, world.society.contacts, keys))
    derive_touches(keys.activities)
    write_reviews(world.today)
    write_standings(world.today)
    mark_dirty(keys.by_kind["opportunity"].values())
    flagship = Opportunity.objects.get(source=SOURCE, external_id=flagship_external_id)
    want_past(flagship, timezone.now())


def _keys(world: World, users: tuple[int, ...]) -> columns.Keys:
    """Set the integer keys of everything aside, removed rows included: their history needs them."""
    by_kind = {}
    for kind in KINDS:
        names = world.ledger.keys(kind)
        by_kind[kind] = dict(zip(names, allocate_ids(MODELS[kind], len(names)), strict=True))
    stages = dict(Stage.objects.filter(pipeline__key="default").values_list("key", "id"))
    return columns.Keys(by_kind, users, stages, allocate_ids(Activity, len(world.log)))


def _users(world: World) -> tuple[int, ...]:
    """Teams and users. The password is hashed once: hashing is slow by design, and all demo users share it."""
    teams = [Team.objects.get_or_create(name=name)[0] for name in vendor.TEAMS]
    hashed = make_password(PASSWORD)
    joined = moment(midnight(world.today) - HISTORY_DAYS * 86_400)
    made = []
    for user in world.society.users:
        is_admin = user.role == Role.ADMIN
        row = User(
            uuid=public_id("user", user.key),
            email=user.email,
            name=user.name,
            role=user.role,
            team=None if user.team is None else teams[user.team],
            title=user.title,
            seniority=user.seniority,
            time_zone=user.presence.calendar.place.zone,
            source=SOURCE,
            external_id=user.key,
            is_staff=is_admin,
            is_superuser=is_admin,
            joined_at=joined,
            password=hashed,
        )
        row.save(force_insert=True)
        made.append(row.pk)
    User.history.filter(id__in=made).update(history_date=joined)
    return tuple(made)


def _account_teams(world: World, keys: columns.Keys) -> None:
    accounts = keys.by_kind["account"]
    rows = [
        (accounts[customer.key], keys.users[user.index], role)
        for customer in world.society.customers.values()
        for user, role in zip(customer.team, _ROLES, strict=True)
    ]
    account_ids, user_ids, roles = zip(*rows, strict=True)
    members = {"account_id": account_ids, "user_id": user_ids, "role": roles, "can_edit": [True] * len(rows)}
    insert_arrow(AccountMember, pa.table(members))


def _summary(*, loaded: bool, started: float) -> DemoSummary:
    counted: dict[str, type[Model]] = {**MODELS, "activity": Activity, "user": User}
    counts = {kind: model._default_manager.filter(source=SOURCE).count() for kind, model in counted.items()}
    return DemoSummary(
        loaded, counts, public_id("opportunity", flagship_external_id), round(time.perf_counter() - started, 2)
    )
