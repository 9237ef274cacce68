"""Personal API tokens: made once, shown once, kept as a hash."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from coalition.access.models import ApiToken, User

PREFIX = "coa_"
# The time of last use is for people who tidy up their tokens; writing it at every request would make each read a write.
_SEEN_EVERY = timedelta(minutes=5)


def make_token(
    user: User, *, name: str, read_only: bool = False, expires_at: datetime | None = None
) -> tuple[ApiToken, str]:
    """A new token and its secret, which is not kept."""
    # 32 random bytes: guessing is hopeless, so a plain fast hash is enough to keep it.
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=user, name=name, hint=secret[:10], digest=digest_of(secret), read_only=read_only, expires_at=expires_at
    )
    return token, secret


def user_of(secret: str) -> User | None:
    """Whose token this is, knowing whether it may write; None when it is unknown, expired or revoked.

    One query. The look-up compares hashes: how long it takes tells nothing about the secret.
    """
    if not secret.startswith(PREFIX):
        return None
    now = timezone.now()
    token = (
        ApiToken.objects.select_related("user")
        .filter(Q(expires_at__isnull=True) | Q(expires_at__gt=now))
        .filter(digest=digest_of(secret), revoked_at__isnull=True, user__is_active=True)
        .first()
    )
    if token is None:
        return None
    if token.last_used_at is None or now - token.last_used_at > _SEEN_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    user = token.user
    user.read_only = token.read_only
    return user


def revoke(token: ApiToken) -> None:
    """Make a token worthless from now on."""
    ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=timezone.now())


def digest_of(secret: str) -> str:
    """The hash under which a token is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()
