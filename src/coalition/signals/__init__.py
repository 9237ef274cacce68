"""Signals: what is worth attention on a deal, from the moment its cause is found until it is gone, and who is told."""
