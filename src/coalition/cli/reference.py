"""Writes the pages of docs/reference that are made from the code: `python -m coalition.cli.reference [--check]`.

With --check nothing is written, and the exit status says whether all of them are current.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path
from typing import Any, get_args

import typer

from coalition.cli import framework
from coalition.cli.import_reference import import_page
from coalition.cli.main import app

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "reference"
MADE = "<!-- Made by `make generated` from the code. Change it there. -->"


def main() -> None:
    """Write, or with --check compare."""
    check = "--check" in sys.argv
    stale = []
    for name, make in PAGES.items():
        path, text = FOLDER / name, make()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if stale and check:
        sys.exit(f"docs/reference is not current: {', '.join(stale)}. Run `make generated` and commit what it wrote.")


def settings_page() -> str:
    """Every setting of the environment, from the fields that read it."""
    from coalition.site.environment import Environment

    lines = [
        MADE,
        "# Settings",
        "",
        "Coalition reads these variables once, when it starts. A value that cannot be read stops the start with a "
        "sentence that names it. Secrets may come from files instead (the variables that end in `_FILE`).",
        "",
        "| variable | default | what it does |",
        "| --- | --- | --- |",
    ]
    for name, field in Environment.model_fields.items():
        lines.append(f"| `COALITION_{name.upper()}` | {default_of(name, field.default)} | {field.description} |")
    return "\n".join(lines) + "\n"


def scoring_settings_page() -> str:
    """Every value of the scoring settings, with its default and its meaning."""
    from coalition.portfolio.settings import WORDS, Settings

    lines = [
        MADE,
        "# Scoring settings",
        "",
        "What an admin or revenue operations can turn under *Settings, Scoring* or with `PUT /settings/scoring`. A "
        "change is previewed on the open deals before it is saved, every saved version is kept, and a score names the "
        "one that made it.",
        "",
        "| value | default | what it means |",
        "| --- | --- | --- |",
    ]
    defaults = Settings().as_values()
    for path, words in WORDS.items():
        value: Any = defaults
        for name in path.split("."):
            value = value[name]
        told = str(value).lower() if isinstance(value, bool) else f"{value:g} {words['unit']}".strip()
        lines.append(f"| `{path}` | {told} | **{words['label']}.** {words['meaning']} |")
    return "\n".join(lines) + "\n"


def default_of(name: str, value: object) -> str:
    if name == "home":
        return "the user's data folder (`~/.local/share/coalition` on Linux)"
    if value is None or value == "":
        return "not set"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def cli_page() -> str:
    """Every command with its options, from the help texts."""
    root = typer.main.get_command(app)
    lines = [
        MADE,
        "# Command line",
        "",
        "`coalition COMMAND --help` says the same. Standard output carries data, standard error what is said to a "
        "person. Exit status: 0 done, 1 failed, 2 wrong usage or nothing that could be read, 3 some of the input was "
        "refused.",
        "",
    ]
    for path, command in commands_of(root, "coalition"):
        lines += [f"## {path}", "", *described(command), ""]
    return "\n".join(lines).rstrip() + "\n"


def commands_of(group: Any, path: str) -> Iterator[tuple[str, Any]]:
    for name in sorted(group.commands):
        command = group.commands[name]
        if getattr(command, "commands", None):
            yield from commands_of(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def described(command: Any) -> Iterator[str]:
    yield from paragraphs(command.help or "")
    rows = [row for row in map(row_of, command.params) if row]
    if rows:
        yield from ("", "| argument or option | what it does | default |", "| --- | --- | --- |", *rows)


def paragraphs(text: str) -> Iterator[str]:
    for number, paragraph in enumerate(text.strip().split("\n\n")):
        if number:
            yield ""
        yield " ".join(paragraph.split())


def row_of(parameter: Any) -> str:
    if parameter.name == "help":
        return ""
    if parameter.param_type_name == "argument":
        names = parameter.name.upper()
    else:
        names = ", ".join([*parameter.opts, *parameter.secondary_opts])
    kinds = get_args(parameter.bare_type()) or (parameter.bare_type(),)
    choices = [choice.value for kind in kinds if isinstance(kind, type) and issubclass(kind, Enum) for choice in kind]
    words = f" One of {', '.join(choices)}." if choices else ""
    text = " ".join((parameter.help or "").split()) + words
    given = parameter.default
    default = "" if given in (None, "", (), False) or given == [] else f"`{getattr(given, 'value', given)}`"
    return f"| `{names}` | {text.replace('|', '&#124;').strip()} | {default} |"


def openapi() -> str:
    """The description of the API, from which the front end's types are made."""
    framework.load()
    from coalition.api.export import openapi_text

    return openapi_text()


def api_page() -> str:
    framework.load()
    from coalition.api.export import reference_text

    return reference_text()


def map_schema() -> str:
    """The published schema of map files; the package carries the same text."""
    from coalition.sources.map_format.document import schema_text

    return schema_text()


PAGES: dict[str, Callable[[], str]] = {
    "import.md": lambda: import_page(MADE),
    "settings.md": settings_page,
    "scoring-settings.md": scoring_settings_page,
    "cli.md": cli_page,
    "openapi.json": openapi,
    "api.md": api_page,
    "coalition-map-1.schema.json": map_schema,
}

if __name__ == "__main__":
    main()
