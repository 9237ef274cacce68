"""Reads: which rules hold, how a deal stands against them, who may decide, how it went for others."""
