"""`coalition digest`: what somebody's weekly digest says, printed or sent now."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Annotated

import typer

from coalition.cli import database, framework
from coalition.cli.problem import Problem


def digest(
    email: Annotated[str, typer.Argument(help="Whose digest: the e-mail address they sign in with.")],
    send: Annotated[bool, typer.Option("--send", help="Send it now, whether their day has come or not.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print what happened on somebody's deals in the last seven days, as their weekly mail tells it."""
    framework.load()
    database.bring_up_to_date()
    from django.conf import settings
    from django.utils import timezone

    from coalition.access.models import User
    from coalition.notices.digest.gather import digest_for
    from coalition.notices.digest.moments import zone_of
    from coalition.notices.digest.writing import letter_of, mail_of

    reader = User.objects.filter(email__iexact=email, is_active=True).first()
    if reader is None:
        raise Problem(f"no active user signs in with {email}", 2)
    now = timezone.now()
    found = digest_for(reader, now - timedelta(days=7), now, now.astimezone(zone_of(reader.time_zone)).date())
    letter = letter_of(reader, found)
    if send:
        if not settings.MAIL_IS_SET_UP:
            raise Problem("no mail server is named: set COALITION_SMTP_URL, such as smtp://user:password@host:587", 2)
        try:
            mail_of(reader, letter).send()
        except OSError as problem:
            raise Problem(f"the mail server did not take it: {problem}", 1) from problem
        typer.echo(f"Sent to {reader.email}", err=True)
    if as_json:
        typer.echo(json.dumps({"subject": letter.subject, "text": letter.text, "is_empty": found.is_empty}, indent=2))
    elif not send:
        typer.echo(f"{letter.subject}\n\n{letter.text}")
