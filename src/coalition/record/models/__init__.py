"""The record: what we know, with its past. One file a subject."""

from coalition.record.models.accounts import Account, AccountMember
from coalition.record.models.activities import (
    Activity,
    ActivityKind,
    ActivityStatus,
    Automatic,
    Direction,
    Participant,
    ParticipantRole,
    Response,
)
from coalition.record.models.contacts import Contact, ContactStatus, Seniority
from coalition.record.models.insights import Insight, InsightKind
from coalition.record.models.lines import DIRECTED, Line, LineKind
from coalition.record.models.merges import Merge, MovedParticipation
from coalition.record.models.opportunities import Opportunity, Outcome, Pipeline, Stage, StageChange
from coalition.record.models.pulse import DirtyOpportunity, LiveEvent
from coalition.record.models.seats import EmptySeat, SeatLine, SeatState
from coalition.record.models.stakeholders import (
    BuyerGroup,
    InfluenceLevel,
    Persona,
    Sentiment,
    Stakeholder,
    VoteKind,
    VoteStance,
)
from coalition.record.models.standings import Standing, StandingLevel
from coalition.record.models.templates import MapTemplate
from coalition.record.models.touches import Touch

__all__ = [
    "DIRECTED",
    "Account",
    "AccountMember",
    "Activity",
    "ActivityKind",
    "ActivityStatus",
    "Automatic",
    "BuyerGroup",
    "Contact",
    "ContactStatus",
    "Direction",
    "DirtyOpportunity",
    "EmptySeat",
    "InfluenceLevel",
    "Insight",
    "InsightKind",
    "Line",
    "LineKind",
    "LiveEvent",
    "MapTemplate",
    "Merge",
    "MovedParticipation",
    "Opportunity",
    "Outcome",
    "Participant",
    "ParticipantRole",
    "Persona",
    "Pipeline",
    "Response",
    "SeatLine",
    "SeatState",
    "Seniority",
    "Sentiment",
    "Stage",
    "StageChange",
    "Stakeholder",
    "Standing",
    "StandingLevel",
    "Touch",
    "VoteKind",
    "VoteStance",
]
