"""Us: who is signed in, our users and teams, personal tokens; and the words the product starts with."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Status

from coalition.access.models import ApiToken, Team, User
from coalition.access.tokens import make_token, revoke
from coalition.api import schema as s
from coalition.api.auth import by_token, viewer
from coalition.api.conditions import show_once
from coalition.api.finding import user_at
from coalition.api.listing import page_of, searched, sorted_by
from coalition.record import gates
from coalition.record.errors import Forbidden, Invalid

router = Router()

RoleWord = Literal["rep", "manager", "revops", "admin", "guest", "agent"]
SORTS = {"name": "name", "email": "email", "role": "role"}


class UserOut(s.Out):
    """One of ours."""

    id: UUID
    name: str
    email: str
    title: str
    role: RoleWord
    team: s.Ref | None
    is_active: bool
    time_zone: str


class UserPage(s.Paged):
    items: list[UserOut]


class MeOut(UserOut):
    """Who you are, and what you may do."""

    can_write: bool = Field(description="False for guests and read-only tokens.")
    sees_everything: bool
    is_staff: bool = Field(description="May use the admin site.")


class TeamOut(s.Out):
    id: UUID
    name: str
    parent: s.Ref | None
    members: int = Field(0, description="Active people in it.")


class UserQuery(s.ListQuery):
    team_id: UUID | None = None
    role: RoleWord | None = None
    active: bool = True
    sort: Literal["name", "-name", "email", "-email", "role", "-role"] = "name"


class TokenOut(s.Out):
    """A personal token. Its secret is shown once, when it is made."""

    id: UUID
    name: str
    hint: str
    read_only: bool
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None


class NewTokenOut(TokenOut):
    secret: str = Field(description="Send it as “Authorization: Bearer …”. It is not shown again.")


class TokenIn(s.In):
    name: s.Short = Field(min_length=1)
    read_only: bool = False
    expires_at: s.Moment | None = None


@router.get("/me", response={200: MeOut, **s.ERRORS}, operation_id="get_me", tags=["users"])
def get_me(request: HttpRequest) -> Any:
    """Who is asking."""
    return me_out(viewer(request))


@router.get("/users", response={200: UserPage, **s.ERRORS}, operation_id="list_users", tags=["users"])
def list_users(request: HttpRequest, filters: Query[UserQuery]) -> Any:
    """Our people."""
    rows = User.objects.select_related("team").filter(is_active=filters.active)
    if filters.team_id is not None:
        rows = rows.filter(team__uuid=filters.team_id)
    if filters.role is not None:
        rows = rows.filter(role=filters.role)
    rows = searched(rows, filters.search, ("name", "email", "title"))
    items, total = page_of(rows, filters, sorted_by(filters.sort, SORTS))
    return UserPage(items=[user_out(user) for user in items], total=total, limit=filters.limit, offset=filters.offset)


@router.get("/users/{uuid:user_id}", response={200: UserOut, **s.ERRORS}, operation_id="get_user", tags=["users"])
def get_user(request: HttpRequest, user_id: UUID) -> Any:
    """One of ours."""
    return user_out(user_at(user_id))


@router.get("/teams", response={200: list[TeamOut], **s.ERRORS}, operation_id="list_teams", tags=["users"])
def list_teams(request: HttpRequest) -> Any:
    """The tree of teams."""
    active = Count("members", filter=Q(members__is_active=True))
    teams = Team.objects.select_related("parent").annotate(active=active).order_by("name")
    return [team_out(team, members=team.active) for team in teams]


@router.get("/tokens", response={200: list[TokenOut], **s.ERRORS}, operation_id="list_tokens", tags=["tokens"])
def list_tokens(request: HttpRequest) -> Any:
    """Your own tokens that are still good."""
    tokens = ApiToken.objects.filter(user=viewer(request), revoked_at__isnull=True).order_by("-created_at", "-id")
    return [TokenOut(**_token(token)) for token in tokens]


@router.post("/tokens", response={201: NewTokenOut, **s.WRITE_ERRORS}, operation_id="create_token", tags=["tokens"])
def create_token(request: HttpRequest, data: TokenIn) -> Any:
    """Make a token for a program that works in your name. Its secret is in this answer and nowhere else."""
    show_once(request)
    _by_hand(request)
    if data.expires_at is not None and data.expires_at <= timezone.now():
        raise Invalid({"expires_at": ["This time is over. Give a time to come."]})
    token, secret = make_token(viewer(request), name=data.name, read_only=data.read_only, expires_at=data.expires_at)
    return Status(201, NewTokenOut(**_token(token), secret=secret))


@router.delete(
    "/tokens/{uuid:token_id}", response={204: None, **s.WRITE_ERRORS}, operation_id="revoke_token", tags=["tokens"]
)
def revoke_token(request: HttpRequest, token_id: UUID) -> Any:
    """Make one of your tokens worthless."""
    _by_hand(request)
    revoke(gates.token_for(viewer(request), token_id))
    return Status(204, None)


def _by_hand(request: HttpRequest) -> None:
    # A token that leaks must not be able to make others that outlive it, or to take yours away.
    if by_token(request):
        raise Forbidden("Tokens are managed by a signed-in person, not by another token.")


def me_out(user: User) -> MeOut:
    """Who is asking, as the API shows them."""
    return MeOut(
        **_user(user),
        can_write=user.may_write,
        sees_everything=user.sees_everything,
        is_staff=user.is_staff,
    )


def user_out(user: User) -> UserOut:
    """One of ours, as the API shows them."""
    return UserOut(**_user(user))


def team_out(team: Team, members: int | None = None) -> TeamOut:
    """A team, as the API shows it."""
    count = team.members.filter(is_active=True).count() if members is None else members
    return TeamOut(id=team.uuid, name=team.name, parent=s.ref(team.parent), members=count)


def _user(user: User) -> dict[str, Any]:
    same = ("name", "email", "title", "role", "is_active", "time_zone")
    return {"id": user.uuid, "team": s.ref(user.team), **{name: getattr(user, name) for name in same}}


def _token(token: ApiToken) -> dict[str, Any]:
    same = ("name", "hint", "read_only", "created_at", "expires_at", "last_used_at")
    return {"id": token.uuid, **{name: getattr(token, name) for name in same}}
