"""Import of CSV and XLSX files. See docs/reference/import.md."""

from coalition.sources.files.errors import BadOption, ImportFailed, NothingRead
from coalition.sources.files.mapping import MappingBook, read_mappings
from coalition.sources.files.report import Rejection, Report
from coalition.sources.files.run import Options, Progress, import_files

__all__ = [
    "BadOption",
    "ImportFailed",
    "MappingBook",
    "NothingRead",
    "Options",
    "Progress",
    "Rejection",
    "Report",
    "import_files",
    "read_mappings",
]
