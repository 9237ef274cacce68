"""The portfolio page over the API: rows, what changed, saved views."""
