"""What stops an import.

    ImportFailed
    ├── Unreadable      this file is not a table we can read; other files still go in
    ├── NotRecognised   it is a table, and its columns do not tell what of
    ├── BadOption       a mapping or an option contradicts itself or the files
    └── NothingRead     none of the files could be read

A row that is wrong is no exception: it is a ``Rejection`` in the report, and the rest goes in.
"""

from __future__ import annotations


class ImportFailed(Exception):
    """The root of the tree above. The message says what happened, to which file, and what to do next."""


class Unreadable(ImportFailed):
    """This file cannot be read as a table."""


class NotRecognised(Unreadable):
    """The columns fit no kind of record, or fit two."""


class BadOption(ImportFailed):
    """A mapping or an option that cannot be followed."""


class NothingRead(ImportFailed):
    """There was nothing left to import. Carries what was wrong with each file."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons
