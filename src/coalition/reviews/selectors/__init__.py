"""Reads of reviews: they take the viewer and bound the result."""
