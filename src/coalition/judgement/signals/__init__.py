"""Signals: what is worth somebody's attention on a deal now, each with one cause, its evidence and a way out of it."""

from coalition.judgement.signals.model import KINDS, Evidence, Finding, News
from coalition.judgement.signals.raising import findings

__all__ = ["KINDS", "Evidence", "Finding", "News", "findings"]
