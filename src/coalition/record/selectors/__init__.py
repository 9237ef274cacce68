"""Reads that span rows: they take the viewer and bound the result."""
