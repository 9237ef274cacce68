"""The settings an operator may give, read once from the environment.

Every variable starts with ``COALITION_``. A value that cannot be read stops the start with one sentence.
"""

from __future__ import annotations

import os
import re
import secrets
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?", re.IGNORECASE)


def origins_in(text: str) -> list[str]:
    """The origins in a comma-separated list."""
    return [each.strip() for each in text.split(",") if each.strip()]


@dataclass(frozen=True)
class MailServer:
    """Where mails are handed in. ``encryption``: from the first byte, or as soon as the server offers it."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    encryption: Literal["tls", "starttls", "none"]


def mail_server(url: str) -> MailServer:
    """Read an smtp:// or smtps:// address. Raises ValueError with a sentence that never repeats the address."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        raise ValueError("the port is no number between 1 and 65535") from None
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError("give smtp://host:587 or smtps://host:465, with user:password@ before the host if it asks")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if parts.scheme == "smtps":
        return MailServer(parts.hostname, port or 465, user, password, "tls")
    local = parts.hostname in ("localhost", "127.0.0.1", "::1")
    return MailServer(parts.hostname, port or 587, user, password, "none" if local else "starttls")


def default_home() -> Path:
    """The user's data folder, by the platform's own convention."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "coalition"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "coalition"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "coalition"


class Environment(BaseSettings):
    """What may be set from outside. Defaults are safe for production."""

    model_config = SettingsConfigDict(env_prefix="COALITION_", frozen=True, extra="ignore")

    home: Path = Field(default_factory=default_home, description="Folder that holds all data of this installation.")
    database_url: SecretStr | None = Field(
        default=None,
        description="postgresql://user:password@host/name or sqlite:///path. Default: SQLite in the home folder.",
    )
    database_url_file: Path | None = Field(default=None, description="A file that holds the database URL.")
    secret_key: SecretStr | None = Field(
        default=None, description="Signs sessions. Default: made once and kept in the home folder."
    )
    secret_key_file: Path | None = Field(default=None, description="A file that holds the secret key.")
    debug: bool = Field(default=False, description="Development only: tracebacks in the browser.")
    allowed_hosts: str = Field(
        default="localhost,127.0.0.1,[::1]", description="Comma-separated host names the server answers to."
    )
    trusted_origins: str = Field(
        default="",
        description="Comma-separated origins (https://…) allowed to send forms, for use behind a proxy.",
    )
    embed_origins: str = Field(
        default="",
        description="Comma-separated origins (https://…) whose pages may show a map in a frame, such as your CRM's.",
    )
    secure_cookies: bool = Field(
        default=False,
        description="Send cookies over HTTPS only. Set it wherever the site is served over HTTPS.",
    )
    site_url: str = Field(
        default="http://localhost:8000",
        description="Where people reach this site; links in mails begin with it.",
    )
    smtp_url: SecretStr | None = Field(
        default=None,
        description=(
            "The mail server for digests: smtp://user:password@host:587 (encrypted as soon as the server offers it) or "
            "smtps://user:password@host:465. Default: no mail is sent."
        ),
    )
    smtp_url_file: Path | None = Field(default=None, description="A file that holds the address of the mail server.")
    mail_from: str = Field(default="Coalition <coalition@localhost>", description="The sender of mails.")
    webhooks_to_private: bool = Field(
        default=False,
        description="Let webhooks call addresses inside private networks, and without encryption.",
    )
    events_url: str | None = Field(
        default=None,
        description="Where browsers find the event stream. Default: the port after the web server's.",
    )

    @field_validator("embed_origins")
    @classmethod
    def _origins(cls, value: str) -> str:
        # They become part of a header that says who may frame us: a slip there must stop the start, not open the door.
        wrong = [each for each in origins_in(value) if not _ORIGIN.fullmatch(each)]
        if wrong:
            raise ValueError(f"{', '.join(wrong)}: give scheme and host alone, such as https://crm.example.com")
        return value

    @field_validator("site_url")
    @classmethod
    def _site(cls, value: str) -> str:
        if not _ORIGIN.fullmatch(value.rstrip("/")):
            raise ValueError("give scheme and host alone, such as https://coalition.example.com")
        return value.rstrip("/")

    @field_validator("smtp_url")
    @classmethod
    def _smtp(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            mail_server(value.get_secret_value())
        return value

    def smtp(self) -> MailServer | None:
        """The mail server in force."""
        if self.smtp_url_file is not None:
            return mail_server(self.smtp_url_file.read_text(encoding="utf-8").strip())
        return mail_server(self.smtp_url.get_secret_value()) if self.smtp_url is not None else None

    def database(self) -> str:
        """The database URL in force."""
        if self.database_url_file is not None:
            return self.database_url_file.read_text(encoding="utf-8").strip()
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.home / 'coalition.sqlite3'}"

    def signing_key(self) -> str:
        """The secret key in force; made and stored on first use."""
        if self.secret_key_file is not None:
            return self.secret_key_file.read_text(encoding="utf-8").strip()
        if self.secret_key is not None:
            return self.secret_key.get_secret_value()
        kept = self.home / "secret_key"
        if kept.exists():
            return kept.read_text(encoding="utf-8").strip()
        made = secrets.token_urlsafe(48)
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            kept.touch(mode=0o600)
            kept.write_text(made, encoding="utf-8")
        except OSError:
            # A read-only folder is reported by the command that needs to write; signing must not hide that message.
            return made
        return made


def read_environment() -> Environment:
    """Read the environment, or leave with a sentence that names the variable."""
    try:
        return Environment()
    except ValidationError as error:
        wrong = "; ".join(f"COALITION_{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors())
        raise SystemExit(f"coalition cannot start: {wrong}") from error
