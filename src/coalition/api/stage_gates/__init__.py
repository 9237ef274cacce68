"""Stage gates: how a deal stands against them, exceptions, and the rules themselves."""
