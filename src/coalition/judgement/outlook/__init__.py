"""Outlook: how likely a deal is won, learnt from how past deals ended. Silent where nothing foretells the outcome.

Pure: past deals in, a model with its held-out figures out. See docs/explanation/evidence.md.
"""

from coalition.judgement.outlook.model import Deals, Forecast, Outlook, Reason, learn

__all__ = ["Deals", "Forecast", "Outlook", "Reason", "learn"]
