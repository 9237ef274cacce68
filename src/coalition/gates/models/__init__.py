"""Rules, exceptions, and how deals went past them."""

from coalition.gates.models.exceptions import ExceptionRule, ExceptionStatus, StageException
from coalition.gates.models.passages import Passage, Way
from coalition.gates.models.rules import GateKind, GateRule

__all__ = ["ExceptionRule", "ExceptionStatus", "GateKind", "GateRule", "Passage", "StageException", "Way"]
