"""The weekly digest: what changed on one's deals since the same day of the week before."""
