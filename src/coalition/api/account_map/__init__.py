"""An account across its deals over the API: units, deals, and the people behind them, some at a time."""
