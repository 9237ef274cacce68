"""Stage gates: what a stage asks for before it may be entered, and the exceptions somebody answers for."""
