"""The whole map of a deal in one answer: people, lines, scores with their parts, positions."""
