"""What the portfolio keeps: the scores in force, how they moved, and the settings they were made with."""

from coalition.portfolio.models.norms import NormsVersion
from coalition.portfolio.models.outlook import OutlookVersion, StageReading
from coalition.portfolio.models.points import DealPoint, WantedPast
from coalition.portfolio.models.quality import MapWeek
from coalition.portfolio.models.raters import HeldView, RatersVersion
from coalition.portfolio.models.runs import Run
from coalition.portfolio.models.scores import DealScore, ScoreSnapshot, StakeholderScore
from coalition.portfolio.models.settings_version import ScoringSettingsVersion
from coalition.portfolio.models.summaries import DealSummary
from coalition.portfolio.models.views import SavedView
from coalition.portfolio.models.won import WonDeal

__all__ = [
    "DealPoint",
    "DealScore",
    "DealSummary",
    "HeldView",
    "MapWeek",
    "NormsVersion",
    "OutlookVersion",
    "RatersVersion",
    "Run",
    "SavedView",
    "ScoreSnapshot",
    "ScoringSettingsVersion",
    "StageReading",
    "StakeholderScore",
    "WantedPast",
    "WonDeal",
]
