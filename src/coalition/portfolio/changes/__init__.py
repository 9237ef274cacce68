"""What changed on the maps of some deals between two moments, with who or what caused it."""
