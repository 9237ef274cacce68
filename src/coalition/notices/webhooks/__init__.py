"""Messages to other systems, signed after the Standard Webhooks specification."""
