"""The deal the demo opens: written by hand, one file a subject, so that it reads like a real one."""
