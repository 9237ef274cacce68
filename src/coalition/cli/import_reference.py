"""The page docs/reference/import.md: what the import reads, from the very fields that read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from coalition.cli import framework

if TYPE_CHECKING:
    from coalition.sources.files.kinds import Field, Kind

BEFORE = """\
# Import

`coalition import FILE...` reads CSV and XLSX files in any order. What a file holds is told from its columns; the
options are in [the command line](cli.md). [A CRM export step by step](../how-to/import-a-crm-export.md) is a shorter
way in.

## What happens to a row
- **It is keyed.** By `--source` and its id where it has one; otherwise users and contacts by e-mail address, accounts
  by name, opportunities by name and account, stakeholders by opportunity and contact, lines by kind and both ends,
  activities by all they say. The same file again therefore doubles nothing. A record made by hand is found by these
  keys, too, and takes the foreign id.
- **An empty cell says nothing.** It never erases what is known. What a cell says replaces what was there; the old
  value stays in the history, with the reason `import <file>`.
- **Activities are append-only.** One that is here already stays as it is; a participants file may add people to it.
- **References are found** by id, then e-mail address, then name or domain, in the files and in what is here. A name
  that two records share is refused: give the id.
- **A bad row is left out and reported** with file, row, column, value and reason; the rest goes in. Rows are numbered
  as a spreadsheet numbers them. Some values cost only themselves: an owner who is none of our users, an unknown time
  zone, an answer nobody knows. Their problems are reported and do not count as rejected.
- **A contact who was merged into another** is not read again: what is kept was chosen when they were merged. Whatever
  names them, by id, address or name, reaches the survivor. See [merging](../how-to/merge-contacts.md).
- **A manager is a line** and is counted under `lines`: a contact whose manager cannot be found goes in without one.
  Solid lines and parents of accounts that would close a circle are refused, naming the chain.
- **All of it becomes visible at once,** at the end of the run. A run that is killed leaves nothing; the next one
  completes it.

## What the output says
`--json` prints `{"records": {kind: {"read", "created", "updated", "unchanged", "rejected"}}, ...}` on standard
output; the last four add up to the first. Notes, problems and the progress bar go to standard error. `--errors FILE`
writes all problems as CSV (`file,row,column,value,reason`); a value that a spreadsheet would run as a formula gets an
apostrophe before it.

| exit status | meaning |
| --- | --- |
| 0 | nothing was rejected |
| 1 | the database or the data folder cannot be used |
| 2 | nothing could be read, or an option is wrong |
| 3 | something was rejected; the rest is in |

## How cells are read
- **Files**: CSV with comma, semicolon, tab or bar; UTF-8, UTF-16 or Windows-1252 (`--encoding` overrules); quoted
  line breaks; any line ends; titles above the heading. XLSX: every sheet that is a table, the values formulas last
  gave. NUL bytes are taken out.
- **Dates**: `2025-12-31`, `31/12/2025`, `31.12.25`, `12/31/2025 4:05 PM`, `31 Dec 2025`, ISO moments with or without
  a zone, epoch seconds and milliseconds. Whether the day or the month comes first is seen in the file; where nothing
  decides it, a note says what was assumed. `--date-order dmy|mdy` decides. Times without a zone are of `--time-zone`
  (default UTC).
- **Numbers**: `1,234.50`, `1.234,50`, `1 234,50`, `1'234.50`, with a currency sign or without; `--decimal
  comma|point` decides.
- **Yes and no**: true, yes, 1, x, ja, oui, si and their opposites.
- **Lists** (addresses, personas): parted by `;`, `|`, line breaks, or commas; `Name <address>` is understood. An
  attendee's answer may follow in brackets: `ann@example.com (accepted)`.
- **Words** such as kinds, personas and stages are matched whatever their case and signs. The stages Salesforce and
  HubSpot start with lead to ours; an unknown stage is refused, naming the known ones, unless `--create-stages` is
  given.
- **Seniority** of a contact is read from the title when there is no column for it and nothing is known yet.
- **Users** without an address get one under `no-address.invalid`; no imported user can sign in until an administrator
  lets them.

## Saying it yourself
`--kind contacts`, or for one file `--kind people.csv=contacts`. `--mapping 'Column=field'` names a column's field
(`Column=` leaves it out), `--mapping 'stage:Engaging=discovery'` translates a value. Or all of it in a JSON file:

```json
{
  "files": {
    "sales_pipeline.csv": {
      "kind": "opportunities",
      "columns": {"deal_stage": "stage", "close_value": "amount", "sales_agent": "owner"},
      "values": {"stage": {"Engaging": "discovery"}},
      "multiply": {"amount": 1000},
      "constants": {"currency": "USD"}
    }
  }
}
```

What stands beside `files` holds for every file. A field or a column that does not exist is refused.

## Kinds and their columns
Spellings are compared without case, spaces and signs: `Close Date`, `close_date` and `CloseDate` are one. A column
that is not listed is named in a note and left out.
"""


def import_page(made: str) -> str:
    """The whole page."""
    framework.load()
    from coalition.sources.files.kinds import KINDS

    return "\n".join([made, BEFORE, *(line for kind in KINDS.values() for line in _kind(kind))]).rstrip() + "\n"


def _kind(kind: Kind) -> Iterator[str]:
    yield f"### {kind.key}"
    yield kind.says
    yield ""
    yield "| field | what | also recognised as |"
    yield "| --- | --- | --- |"
    for field in kind.fields:
        spelled = ", ".join(f"`{each}`" for each in field.spelled if each != field.name.replace("_", ""))
        yield f"| `{field.name}`{' (required)' if field.required else ''} | {_says(field)} | {spelled} |"
    yield ""


def _says(field: Field) -> str:
    """What it is, and what may stand in it."""
    parts = [field.says.rstrip(".")]
    if field.longest:
        parts.append(f"at most {field.longest} characters" + (", longer is cut" if field.cut else ""))
    if field.least is not None and field.most is None:
        parts.append(f"{field.least} or more")
    return "; ".join(parts) + "."
