"""How deals stood over their lives."""
