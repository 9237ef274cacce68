"""A map file on disk, with every problem of it said at once."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from coalition.sources.map_format.document import MapDocument

LARGEST = 200_000_000  # bytes; a map of 10,000 people has about ten million


class UnreadableFile(Exception):
    """The file is no map file. ``problems`` say where and why."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(problems[0])
        self.problems = problems


def load(path: Path) -> MapDocument:
    """The document in a file. Raises UnreadableFile, or OSError when it cannot be opened."""
    if path.stat().st_size > LARGEST:
        raise UnreadableFile([f"the file has more than {LARGEST // 1_000_000} MB"])
    try:
        return MapDocument.model_validate_json(path.read_bytes())
    except ValidationError as error:
        said = [f"{'.'.join(map(str, each['loc'])) or 'the file'}: {each['msg']}" for each in error.errors()]
        raise UnreadableFile(said) from error
