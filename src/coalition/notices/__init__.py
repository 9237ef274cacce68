"""What leaves the house by itself: webhooks to other systems, and the weekly digest by e-mail."""
