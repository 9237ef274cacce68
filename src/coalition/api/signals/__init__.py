"""Signals, the next conversations and what-if over the API."""
