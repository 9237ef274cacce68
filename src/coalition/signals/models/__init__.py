"""Signals and what becomes of them, and the rules a team wrote itself."""

from coalition.signals.models.rules import SignalRule
from coalition.signals.models.signals import Signal, SignalEvent, SignalState, What

__all__ = ["Signal", "SignalEvent", "SignalRule", "SignalState", "What"]
