"""Where everybody stands on a map. Pure: people and lines in, boxes and paths out, for the screen and every export."""
