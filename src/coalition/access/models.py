"""Who we are: teams, users and the tokens they hand to programs."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords


class Role(models.TextChoices):
    """What a user may do everywhere; which accounts they see is decided by the account team."""

    REP = "rep", "Account executive"
    MANAGER = "manager", "Sales manager"
    REVOPS = "revops", "Revenue operations"
    ADMIN = "admin", "Administrator"
    GUEST = "guest", "Guest"
    AGENT = "agent", "AI agent"


class Team(models.Model):
    """A sales team. A manager of a team sees what its members and the teams below it see."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=120, unique=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")

    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Users are found by e-mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username or "")

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, role=Role.ADMIN, is_staff=True, is_superuser=True, **fields)


#: A past would give every old password hash away with a copy of the table, and grow with every sign-in.
_WITHOUT_PAST = ("password", "last_login")


class User(AbstractBaseUser, PermissionsMixin):
    """One of ours. People of the customer are contacts, never users. Roles and teams of the past are kept."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.REP)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="members")
    title = models.CharField(max_length=200, blank=True)
    # 1 junior .. 5 executive; null: not assessed. Whose inbox we saw decides how far influence can be trusted.
    seniority = models.PositiveSmallIntegerField(null=True, blank=True)
    time_zone = models.CharField(max_length=64, default="UTC")
    source = models.CharField(max_length=40, blank=True)
    external_id = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=timezone.now)

    history = HistoricalRecords(
        excluded_fields=list(_WITHOUT_PAST), history_change_reason_field=models.TextField(null=True)
    )
    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    # Not columns: what holds for this object while one request lasts.
    read_only: bool = False  # signed in with a read-only token
    seen_people: list[int] | None = None  # see coalition.access.teams

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "external_id"],
                condition=~models.Q(external_id=""),
                name="user_source_external_id",
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        saved = kwargs.get("update_fields")
        # simple-history looks for this mark: a sign-in or a new password makes no version.
        if saved is not None and set(saved) <= set(_WITHOUT_PAST):
            self.skip_history_when_saving = True
        try:
            super().save(*args, **kwargs)
        finally:
            self.__dict__.pop("skip_history_when_saving", None)

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def sees_everything(self) -> bool:
        return self.role in (Role.ADMIN, Role.REVOPS)

    @property
    def may_write(self) -> bool:
        """Guests and read-only tokens never write, whatever they see."""
        return self.role != Role.GUEST and not self.read_only


class ApiToken(models.Model):
    """A personal token for programs. Only its hash is kept; the secret is shown once, when it is made."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=120)
    hint = models.CharField(max_length=16, help_text="First characters, to recognise it by.")
    digest = models.CharField(max_length=64, unique=True)
    read_only = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.hint}…)"


class RememberedAnswer(models.Model):
    """What a request with an ``Idempotency-Key`` was answered, so that sending it again does nothing again.

    Written in the transaction of the change itself: either both are there or neither.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64, help_text="Hash of method, path and body.")
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = models.TextField(default="")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="remembered_answer_once")]

    def __str__(self) -> str:
        return f"{self.key}: {self.status}"
