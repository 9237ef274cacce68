"""From what was read to what will be written, one kind after the other, in the order in which they need each other."""
