"""The event stream: what open pages are told, as server-sent events."""
