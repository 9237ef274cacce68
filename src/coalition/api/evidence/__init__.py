"""What a score rests on: its parts, the rule, and the records behind it."""
