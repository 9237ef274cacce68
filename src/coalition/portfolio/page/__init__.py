"""The portfolio page: open deals with who decides, what they believe, what is missing and what changed."""
