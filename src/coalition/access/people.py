"""Change our own people: who may sign in, in which role and team. By admins and revenue operations.

Revenue operations run the house and do not own it: nobody but an admin makes, changes or replaces an admin.
"""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from coalition.access.errors import NotAllowed, NotValid
from coalition.access.history import sign
from coalition.access.models import Role, Team, User

#: What people may say of themselves.
OWN_FIELDS = frozenset({"name", "title", "time_zone"})
_FIELDS = OWN_FIELDS | {"role", "team", "is_active", "seniority"}


def may_manage(by: User) -> None:
    """Refuse everybody but admins and revenue operations."""
    if not by.sees_everything or not by.may_write:
        raise NotAllowed("Only an admin or revenue operations may change our users and teams.")


@transaction.atomic
def add_user(*, email: str, by: User, **fields: Any) -> User:
    """Add somebody who cannot sign in yet: they set their password with a link of ``make_link``."""
    may_manage(by)
    address = email.strip().lower()
    wrong = _problems(fields)
    try:
        validate_email(address)
    except ValidationError:
        wrong["email"] = [f"“{email}” is not an e-mail address."]
    if User.objects.filter(email__iexact=address).exists():
        wrong["email"] = [f"{address} is one of our users already. Change that one, or make them active again."]
    if not str(fields.get("name", "")).strip():
        wrong["name"] = ["Say their name."]
    if wrong:
        raise NotValid(wrong)
    _admins_by_admins(by, fields.get("role"))
    user = User(email=address, **_known(fields))
    _follow_role(user)
    user.set_unusable_password()
    sign(user, by)
    user.save()
    return user


@transaction.atomic
def change_user(user: User, *, by: User, **changes: Any) -> User:
    """Change role, team, title, time zone, or whether they may sign in. The last admin stays one."""
    may_manage(by)
    if wrong := _problems(changes):
        raise NotValid(wrong)
    held = User.objects.select_for_update().get(pk=user.pk)
    _admins_by_admins(by, held.role, changes.get("role"))
    changed = {name: value for name, value in _known(changes).items() if getattr(held, name) != value}
    for name, value in changed.items():
        setattr(held, name, value)
    if held.pk == by.pk and not held.is_active:
        raise NotValid({"is_active": ["You cannot shut yourself out. Ask another admin."]})
    _keep_an_admin(held)
    _follow_role(held)
    if changed:
        sign(held, by)
        held.save(update_fields=[*changed, "is_staff", "is_superuser"])
    return held


@transaction.atomic
def change_oneself(user: User, **changes: Any) -> User:
    """Change one's own name, title and time zone."""
    if extra := changes.keys() - OWN_FIELDS:
        raise TypeError(f"{', '.join(sorted(extra))} is changed by an admin")
    if wrong := _problems(changes):
        raise NotValid(wrong)
    changed = [name for name, value in changes.items() if getattr(user, name) != value]
    for name in changed:
        setattr(user, name, changes[name])
    if changed:
        sign(user, user)
        user.save(update_fields=changed)
    return user


class _Links(PasswordResetTokenGenerator):
    """Good once and for Django's PASSWORD_RESET_TIMEOUT: it rests on the password and the last time they signed in."""

    key_salt = "coalition.access.people"


_LINKS = _Links()
#: Says what a secret is for, to people and to scanners for leaked ones.
PREFIX = "pwd_"


def make_link(user: User, *, by: User) -> str:
    """The secret with which they set their password, once. Nothing of it is stored: it is signed."""
    may_manage(by)
    _admins_by_admins(by, user.role)
    if not user.is_active:
        raise NotValid({"is_active": [f"{user.name} is not active. Make them active first."]})
    return f"{PREFIX}{user.uuid.hex}.{_LINKS.make_token(user)}"


def user_of_link(secret: str) -> User | None:
    """Whose link this is; None when it was used, is too old, or was never made."""
    key, _, token = secret.removeprefix(PREFIX).partition(".")
    if not secret.startswith(PREFIX) or len(key) != 32 or not key.isalnum():
        return None
    try:
        user = User.objects.filter(uuid=key, is_active=True).first()
    except (ValueError, ValidationError):
        return None
    return user if user is not None and _LINKS.check_token(user, token) else None


def set_password(user: User, password: str) -> None:
    """Set a password that is long and not common. Their other sessions end."""
    from django.contrib.auth.password_validation import validate_password

    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise NotValid({"password": weak.messages}) from weak
    user.set_password(password)
    user.save(update_fields=["password"])


@transaction.atomic
def save_team(team: Team | None, *, by: User, name: str | None = None, **placed: Team | None) -> Team:
    """Make a team, rename it, or (``parent``) place it under another. A circle is refused with its chain."""
    may_manage(by)
    row = team or Team()
    if name is not None or team is None:
        row.name = (name or "").strip()
        same = Team.objects.filter(name__iexact=row.name).exclude(pk=row.pk).exists()
        if same or not row.name:
            raise NotValid(
                {"name": [f"There is a team {row.name} already." if same else "Say how the team is called."]}
            )
    if "parent" in placed:
        row.parent = placed["parent"]
        _refuse_circle(row)
    sign(row, by)
    row.save()
    return row


@transaction.atomic
def drop_team(team: Team, *, by: User) -> None:
    """Delete a team nobody is in and none is below."""
    may_manage(by)
    people, below = team.members.count(), team.children.count()
    if people or below:
        said = f"{team.name} still has {people} people and {below} teams below it. Move them first."
        raise NotValid({"team": [said]})
    sign(team, by)
    team.delete()


def _problems(fields: dict[str, Any]) -> dict[str, list[str]]:
    wrong: dict[str, list[str]] = {}
    if (zone := fields.get("time_zone")) is not None and zone not in available_timezones():
        wrong["time_zone"] = [f"“{zone}” is no time zone. Write it like Europe/Berlin."]
    if "name" in fields and not str(fields["name"]).strip():
        wrong["name"] = ["A name may not be empty."]
    if (role := fields.get("role")) is not None and role not in Role.values:
        wrong["role"] = [f"“{role}” is not one of: {', '.join(Role.values)}."]
    return wrong


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    if extra := fields.keys() - _FIELDS:
        raise TypeError(f"a user's {', '.join(sorted(extra))} cannot be set")
    return fields


def _admins_by_admins(by: User, *roles: str | None) -> None:
    if Role.ADMIN in roles and by.role != Role.ADMIN:
        raise NotAllowed("Only an admin may make or change an admin.")


def _keep_an_admin(user: User) -> None:
    if user.role == Role.ADMIN and user.is_active:
        return
    # Held in order of key: two admins who take each other's role away at once wait here, and one is refused.
    admins = User.objects.select_for_update().filter(role=Role.ADMIN, is_active=True).order_by("pk")
    others = [admin for admin in admins if admin.pk != user.pk]
    if not others and User.objects.filter(pk=user.pk, role=Role.ADMIN, is_active=True).exists():
        raise NotValid({"role": [f"{user.name} is the last admin. Make somebody else an admin first."]})


def _follow_role(user: User) -> None:
    """The admin site is for admins."""
    user.is_staff = user.is_superuser = user.role == Role.ADMIN


def _refuse_circle(team: Team) -> None:
    chain, above = [team.name], team.parent
    while above is not None:
        chain.append(above.name)
        if above.pk == team.pk:
            circle = " → ".join(chain)
            raise NotValid({"parent_id": [f"A team cannot stand below itself ({circle})."]})
        above = above.parent
