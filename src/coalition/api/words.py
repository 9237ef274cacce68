"""The words a team works with: personas and the stages of its pipelines; and what a page must know to start."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Router, Status

import coalition
from coalition.access.models import User
from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.api.events_address import events_url
from coalition.api.opportunities import StageOut, stage_out
from coalition.api.stakeholders import PersonaKey
from coalition.demo import SOURCE
from coalition.record.errors import Forbidden, Invalid, NotFound
from coalition.record.models import Persona, Pipeline

router = Router()
GroupWord = Literal["decision_maker", "champion", "supporter", "blocker"]


class SampleUserOut(s.Out):
    """Somebody of the sample company, with the password its documentation gives."""

    name: str
    email: str
    title: str


class ConfigOut(s.Out):
    """What a page must know before anybody is signed in."""

    events_url: str = Field(description="Where the event stream is. GET with credentials, ?opportunity= repeatable.")
    version: str
    demo: bool = Field(description="This is the sample company: its sign-ins may be shown.")
    sample_users: list[SampleUserOut] = Field(description="Whom a visitor of the sample company may sign in as.")


class PersonaOut(s.Out):
    """A part somebody plays in a decision."""

    key: str
    name: str
    group: GroupWord
    position: int
    is_active: bool


class PersonaIn(s.In):
    key: PersonaKey
    name: s.Short80 = Field(min_length=1)
    group: GroupWord
    position: int = Field(100, ge=0, le=1000)


class PersonaPatch(s.In):
    """What to change; the key stays for ever."""

    name: s.Short80 | None = Field(None, min_length=1)
    group: GroupWord | None = None
    position: int | None = Field(None, ge=0, le=1000)
    is_active: bool | None = None


class PipelineOut(s.Out):
    """An ordered set of stages."""

    key: str
    name: str
    stages: list[StageOut]


@router.get("/config", response=ConfigOut, auth=None, operation_id="get_config", tags=["start"])
def get_config(request: HttpRequest) -> Any:
    """What a page must know to start. Open to everybody."""
    samples = [
        SampleUserOut(name=user.name, email=user.email, title=user.title)
        for user in User.objects.filter(source=SOURCE, is_active=True).order_by("id")
    ]
    return ConfigOut(
        events_url=events_url(request),
        version=coalition.__version__,
        demo=bool(samples),
        sample_users=samples,
    )


@router.get("/personas", response={200: list[PersonaOut], **s.ERRORS}, operation_id="list_personas", tags=["words"])
def list_personas(request: HttpRequest) -> Any:
    """The personas, in their order; those no longer used too, because maps of the past name them."""
    return [persona_out(persona) for persona in Persona.objects.all()]


@router.post("/personas", response={201: PersonaOut, **s.WRITE_ERRORS}, operation_id="create_persona", tags=["words"])
def create_persona(request: HttpRequest, data: PersonaIn) -> Any:
    """Add a persona. Admins and RevOps."""
    _may_change_words(viewer(request))
    if Persona.objects.filter(key=data.key).exists():
        raise Invalid({"key": [f"There is a persona “{data.key}” already."]})
    return Status(201, persona_out(Persona.objects.create(**data.dict())))


@router.patch(
    "/personas/{key}", response={200: PersonaOut, **s.WRITE_ERRORS}, operation_id="update_persona", tags=["words"]
)
def update_persona(request: HttpRequest, key: str, data: PersonaPatch) -> Any:
    """Rename a persona, move it, or take it out of use. Admins and RevOps."""
    _may_change_words(viewer(request))
    changes = {name: value for name, value in s.given(data).items() if value is not None}
    if changes and not Persona.objects.filter(key=key).update(**changes):
        raise NotFound("persona")
    persona = Persona.objects.filter(key=key).first()
    if persona is None:
        raise NotFound("persona")
    return persona_out(persona)


@router.get("/pipelines", response={200: list[PipelineOut], **s.ERRORS}, operation_id="list_pipelines", tags=["words"])
def list_pipelines(request: HttpRequest) -> Any:
    """The pipelines with their stages, in order."""
    return [
        PipelineOut(key=each.key, name=each.name, stages=[stage_out(stage) for stage in each.stages.all()])
        for each in Pipeline.objects.prefetch_related("stages").order_by("id")
    ]


def persona_out(persona: Persona) -> PersonaOut:
    """A persona as the API shows it."""
    return PersonaOut(**{name: getattr(persona, name) for name in PersonaOut.model_fields})


def _may_change_words(user: User) -> None:
    if not (user.sees_everything and user.may_write):
        raise Forbidden("Personas are changed by admins and RevOps; ask one of them.")
