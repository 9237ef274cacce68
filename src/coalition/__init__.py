"""Relationship mapping for enterprise sales: who decides, what they believe, and what is missing."""

__version__ = "0.1.0"
