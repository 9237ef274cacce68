"""`coalition user`: the first admin, and everybody an admin cannot add yet."""

from __future__ import annotations

import enum
import sys
from typing import Annotated

import typer

from coalition.cli import database, framework
from coalition.cli.problem import Problem


class RoleName(enum.StrEnum):
    """The roles, spelled out here so that the help can name them without loading the models."""

    rep = "rep"
    manager = "manager"
    revops = "revops"
    admin = "admin"
    guest = "guest"
    agent = "agent"


def user(
    email: Annotated[str, typer.Argument(help="Their e-mail address; they sign in with it.")],
    name: Annotated[str, typer.Option(help="Their name; default: the address.")] = "",
    role: Annotated[RoleName | None, typer.Option(help="What they may do. Default for a new user: rep.")] = None,
    team: Annotated[str, typer.Option(help="Their sales team; made when it does not exist.")] = "",
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input instead of asking for it.")
    ] = False,
) -> None:
    """Add a user, or change one: the role, the name, the team, the password."""
    framework.load()
    database.bring_up_to_date()
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from coalition.access.history import sign
    from coalition.access.models import Role, Team, User

    found = User.objects.filter(email__iexact=email).first()
    password = sys.stdin.readline().rstrip("\n") if password_stdin else ask_password(new=found is None)
    person = found or User(email=email.lower(), name=name or email)
    if name:
        person.name = name
    if role is not None:
        person.role = Role(role.value)
        person.is_staff = person.is_superuser = role is RoleName.admin
    if team:
        person.team = Team.objects.get_or_create(name=team)[0]
    try:
        if password:
            validate_password(password, person)
            person.set_password(password)
        person.full_clean(exclude=["password"])
    except ValidationError as error:
        raise Problem(f"{email} was not saved: {' '.join(error.messages)}") from error
    sign(person, None, "coalition user")
    person.save()
    typer.echo(
        f"{'Changed' if found else 'Added'} {person.name} <{person.email}>, {person.get_role_display()}", err=True
    )


def ask_password(*, new: bool) -> str:
    question = "Password" if new else "New password (empty: unchanged)"
    return str(typer.prompt(question, hide_input=True, confirmation_prompt=True, default=None if new else "", err=True))
