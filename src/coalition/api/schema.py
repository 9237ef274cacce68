"""The words all operations share: limits on values, references, pages, errors."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, Protocol
from uuid import UUID

from ninja import Field, Header, Schema
from pydantic import AfterValidator, AwareDatetime, ConfigDict

from coalition.access.models import User
from coalition.record.errors import Invalid
from coalition.record.models.base import Recorded

# PostgreSQL cannot keep the character NUL in a text; said in the schema, it is refused with a field name.
_NO_NUL = r"^[^\x00]*$"

Short = Annotated[str, Field(max_length=120, pattern=_NO_NUL)]
Line = Annotated[str, Field(max_length=255, pattern=_NO_NUL)]
Name = Annotated[str, Field(min_length=1, max_length=255, pattern=_NO_NUL)]
Long = Annotated[str, Field(max_length=20_000, pattern=_NO_NUL)]
Short80 = Annotated[str, Field(max_length=80, pattern=_NO_NUL)]
Word = Annotated[str, Field(max_length=20, pattern=_NO_NUL)]
Address = Annotated[str, Field(max_length=254, pattern=_NO_NUL)]
Currency = Annotated[str, Field(max_length=3, pattern=r"^([A-Z]{3})?$")]
# Fields of one's own: flat, so that rules and scoring can use them.
Custom = Annotated[
    dict[Short80, Annotated[str, Field(max_length=2000, pattern=_NO_NUL)] | bool | float | None], Field(max_length=100)
]
Rating = Annotated[int, Field(ge=1, le=5)]
# Twelve digits before the point: exact in a JSON number, and more than any deal.
Money = Annotated[Decimal, Field(ge=0, lt=Decimal("1e12"), decimal_places=2)]
Search = Annotated[str, Field(max_length=200, pattern=_NO_NUL, description="Words that must all occur.")]

EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


def _in_our_time(moment: datetime) -> datetime:
    if not EARLIEST <= moment < LATEST:
        raise ValueError("give a time between 1970 and 2200")
    return moment.astimezone(UTC)


Moment = Annotated[AwareDatetime, AfterValidator(_in_our_time)]


class Out(Schema):
    """What the API answers with."""


class In(Schema):
    """What a client sends. A field nobody knows is refused: it is a spelling mistake, and silence would lose it."""

    model_config = ConfigDict(extra="forbid")


class SourcedIn(In):
    """Where a record comes from, for those who bring it from another system."""

    source: Annotated[str, Field(max_length=40, pattern=_NO_NUL)] = ""
    external_id: Annotated[str, Field(max_length=200, pattern=_NO_NUL)] = ""


class Ref(Out):
    """Another object, by id and name."""

    id: UUID
    name: str


class Stamp(Out):
    """What every record carries."""

    id: UUID
    version: int
    source: str
    external_id: str
    recorded_at: datetime
    updated_at: datetime


class Paged(Out):
    """Where a page lies in its list."""

    total: int
    limit: int
    offset: int


class ListQuery(Schema):
    """The parameters of every list. Each list adds its filters and what it can be sorted by."""

    search: Search = ""
    limit: int = Field(50, ge=1, le=200)
    offset: int = Field(0, ge=0, le=10_000_000)


class ErrorOut(Out):
    """The one shape of everything that went wrong."""

    code: str = Field(description="For programs: not_found, forbidden, invalid, cycle, conflict, unauthorized, …")
    message: str = Field(description="For people: what happened, to which object, what to do next.")
    fields: dict[str, list[str]] = Field(description="What is wrong, by field; empty when it is no field's fault.")


class ConflictOut(ErrorOut):
    """Somebody changed the object since you read it: both versions, to choose from."""

    current: dict[str, Any] | None = None
    yours: dict[str, Any] | None = None


ERRORS: dict[int, Any] = {401: ErrorOut, 403: ErrorOut, 404: ErrorOut, 422: ErrorOut}
WRITE_ERRORS: dict[int, Any] = {**ERRORS, 409: ConflictOut}

IfMatch = Annotated[
    str | None,
    Header(
        None,
        alias="If-Match",
        max_length=200,
        description='The ETag you read, such as "3". With a newer version now, both changes hold where they touch '
        "different fields; otherwise the answer is 409 and nothing changes.",
    ),
]
Direction = Literal["outbound", "inbound", "internal", ""]


class _Named(Protocol):
    @property
    def uuid(self) -> UUID: ...
    @property
    def name(self) -> str: ...


def ref(obj: _Named | None) -> Ref | None:
    """A reference to a row, or null."""
    return Ref(id=obj.uuid, name=obj.name) if obj is not None else None


def named(user: User) -> Ref:
    """A reference to one of ours; a user without a name goes by their address."""
    return Ref(id=user.uuid, name=user.name or user.email)


def user_ref(user: User | None) -> Ref | None:
    """A reference to one of ours, or null."""
    return named(user) if user is not None else None


def columns(row: object, *names: str) -> dict[str, Any]:
    """Columns of a row that the API shows under their own names."""
    return {name: getattr(row, name) for name in names}


def stamp(row: Recorded) -> dict[str, Any]:
    """What every record carries; see Stamp."""
    return {
        "id": row.uuid,
        "version": row.version,
        "source": row.source,
        "external_id": row.external_id,
        "recorded_at": row.recorded_at,
        "updated_at": row.updated_at,
    }


def given(data: In, *required: str) -> dict[str, Any]:
    """The fields a client sent. Null for a field that must stay filled is refused."""
    fields = data.dict(exclude_unset=True)
    kept = ("name", *required)
    empty = {name: ["It can be changed and not taken away."] for name in kept if fields.get(name, "") is None}
    if empty:
        raise Invalid(empty)
    return fields
