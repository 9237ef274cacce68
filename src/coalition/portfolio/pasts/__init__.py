"""Many deals as they stood at past moments: read, scored and put into snapshots in one go."""
