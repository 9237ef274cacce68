"""Changes to signals, each in one transaction."""
