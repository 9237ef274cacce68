"""Our own people, changed: invite, role, team, out and back in; teams; one's own profile; the first password."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Status
from ninja.security import HttpBearer

from coalition.access import people as services
from coalition.access.models import Team, User
from coalition.api import people
from coalition.api import schema as s
from coalition.api.auth import by_token, viewer
from coalition.api.conditions import show_once
from coalition.api.people import MeOut, RoleWord, TeamOut, UserOut, me_out, team_out, user_out
from coalition.record.errors import Forbidden, Invalid, NotFound

#: The same addresses as the reads, so the same router: an address belongs to one.
router = people.router

Zone = Annotated[str, Field(max_length=64, pattern=r"^[^\x00]*$", description="Such as Europe/Berlin.")]
Title = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]
PersonName = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00]*$")]


class LinkOut(s.Out):
    """A link with which somebody sets their password, once. It is in this answer and nowhere else."""

    path: str = Field(description="Put it behind the address of this server. The part after # reaches no log.")
    expires_at: datetime


class InvitedOut(UserOut):
    link: LinkOut


class InviteIn(s.In):
    email: s.Address
    name: PersonName
    role: RoleWord = "rep"
    team_id: UUID | None = None
    title: Title = ""
    time_zone: Zone = "UTC"


class UserPatch(s.In):
    """What to change; what is left out stays."""

    name: PersonName | None = None
    role: RoleWord | None = None
    team_id: UUID | None = None
    title: Title | None = None
    time_zone: Zone | None = None
    is_active: bool | None = Field(None, description="False: they may no longer sign in; what they did stays theirs.")


class MePatch(s.In):
    name: PersonName | None = None
    title: Title | None = None
    time_zone: Zone | None = None


class TeamIn(s.In):
    name: s.Short = Field(min_length=1)
    parent_id: UUID | None = None


class TeamPatch(s.In):
    name: s.Short | None = Field(None, min_length=1)
    parent_id: UUID | None = None


class PasswordIn(s.In):
    password: Annotated[str, Field(max_length=200)]


class ByLink(HttpBearer):
    """``Authorization: Bearer pwd_…``: never in an address, where logs would keep it."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        return services.user_of_link(token)


@router.patch("/me", response={200: MeOut, **s.WRITE_ERRORS}, operation_id="update_me", tags=["users"])
def update_me(request: HttpRequest, data: MePatch) -> Any:
    """Change your own name, title and time zone."""
    user = viewer(request)
    if user.read_only:
        raise Forbidden("This token reads only.")
    return me_out(services.change_oneself(user, **_said(data)))


@router.post("/users", response={201: InvitedOut, **s.WRITE_ERRORS}, operation_id="invite_user", tags=["users"])
def invite_user(request: HttpRequest, data: InviteIn) -> Any:
    """Add one of ours. The answer holds a link with which they set their password; send it to them."""
    show_once(request)
    by = _in_person(request)
    services.may_manage(by)
    fields = data.dict(exclude={"team_id", "email"}) | {"team": _team(data.team_id, "team_id")}
    user = services.add_user(email=data.email, by=by, **fields)
    return Status(201, InvitedOut(**user_out(user).model_dump(), link=_link(user, by)))


@router.patch(
    "/users/{uuid:user_id}", response={200: UserOut, **s.WRITE_ERRORS}, operation_id="update_user", tags=["users"]
)
def update_user(request: HttpRequest, user_id: UUID, data: UserPatch) -> Any:
    """Change one of ours: role, team, title, or whether they may sign in. The last admin stays one."""
    by = _in_person(request)
    services.may_manage(by)
    changes = _said(data)
    if "team_id" in data.model_fields_set:
        changes.pop("team_id", None)
        changes["team"] = _team(data.team_id, "team_id")
    return user_out(services.change_user(_any_user(user_id), by=by, **changes))


@router.post(
    "/users/{uuid:user_id}/password-link",
    response={200: LinkOut, **s.WRITE_ERRORS},
    operation_id="make_password_link",
    tags=["users"],
)
def make_password_link(request: HttpRequest, user_id: UUID) -> Any:
    """A new link for somebody who has no password yet, or lost it. Their password stays until they use it."""
    show_once(request)
    by = _in_person(request)
    services.may_manage(by)
    return _link(_any_user(user_id), by)


@router.post(
    "/password",
    response={204: None, **s.WRITE_ERRORS},
    operation_id="set_password",
    tags=["users"],
    auth=ByLink(),
    by_alias=True,
)
def set_password(request: HttpRequest, data: PasswordIn) -> Any:
    """Set a password with the secret of a link. The link is used up by it."""
    services.set_password(viewer(request), data.password)
    return Status(204, None)


@router.post("/teams", response={201: TeamOut, **s.WRITE_ERRORS}, operation_id="create_team", tags=["users"])
def create_team(request: HttpRequest, data: TeamIn) -> Any:
    """Make a team."""
    by = viewer(request)
    services.may_manage(by)
    return Status(
        201, team_out(services.save_team(None, by=by, name=data.name, parent=_team(data.parent_id, "parent_id")))
    )


@router.patch(
    "/teams/{uuid:team_id}", response={200: TeamOut, **s.WRITE_ERRORS}, operation_id="update_team", tags=["users"]
)
def update_team(request: HttpRequest, team_id: UUID, data: TeamPatch) -> Any:
    """Rename a team, or place it under another. A manager sees what the teams below theirs see."""
    by = viewer(request)
    services.may_manage(by)
    placed = {"parent": _team(data.parent_id, "parent_id")} if "parent_id" in data.model_fields_set else {}
    return team_out(services.save_team(_team_at(team_id), by=by, name=data.name, **placed))


@router.delete(
    "/teams/{uuid:team_id}", response={204: None, **s.WRITE_ERRORS}, operation_id="delete_team", tags=["users"]
)
def delete_team(request: HttpRequest, team_id: UUID) -> Any:
    """Delete a team nobody is in."""
    by = viewer(request)
    services.may_manage(by)
    services.drop_team(_team_at(team_id), by=by)
    return Status(204, None)


def _in_person(request: HttpRequest) -> User:
    # A token that leaks must not be able to make people who outlive it, or to let anybody in.
    if by_token(request):
        raise Forbidden("Our users are managed by a signed-in person, not by a token.")
    return viewer(request)


def _link(user: User, by: User) -> LinkOut:
    ends = timezone.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    return LinkOut(path=f"/set-password#{services.make_link(user, by=by)}", expires_at=ends)


def _said(data: s.In) -> dict[str, Any]:
    """The fields a client sent; null says nothing here, but for a team."""
    return {name: value for name, value in data.dict(exclude_unset=True).items() if value is not None}


def _any_user(uuid: UUID) -> User:
    """Also one who left: they may come back."""
    user = User.objects.select_related("team").filter(uuid=uuid).first()
    if user is None:
        raise NotFound("user")
    return user


def _team_at(uuid: UUID) -> Team:
    team = Team.objects.select_related("parent").filter(uuid=uuid).first()
    if team is None:
        raise NotFound("team")
    return team


def _team(uuid: UUID | None, field: str) -> Team | None:
    try:
        return None if uuid is None else _team_at(uuid)
    except NotFound as refused:
        raise Invalid({field: [refused.message]}) from refused
