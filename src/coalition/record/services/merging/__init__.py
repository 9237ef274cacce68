"""Make two contacts one. The rules, what wins and what moves: docs/how-to/merge-contacts.md."""

from coalition.record.services.merging.merge import merge_contacts, refuse_merge

__all__ = ["merge_contacts", "refuse_merge"]
