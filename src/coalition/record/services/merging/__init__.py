"""Make two contacts one, and two again. The rules, what wins and what moves: docs/how-to/merge-contacts.md."""

from coalition.record.services.merging.merge import merge_contacts, refuse_merge
from coalition.record.services.merging.undo import undo_merge

__all__ = ["merge_contacts", "refuse_merge", "undo_merge"]
