"""A real server of its own for each test that asks for one: own folder, own ports."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.ports import free_ports

START_SECONDS = 60


@dataclass
class Server:
    """A running `coalition serve`."""

    process: subprocess.Popen[str]
    port: int
    home: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(
        self, path: str, headers: dict[str, str] | None = None, port: int | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        request = urllib.request.Request(f"http://127.0.0.1:{port or self.port}{path}", headers=headers or {})
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
                return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, {k.lower(): v for k, v in error.headers.items()}, error.read()

    def stop(self) -> tuple[int, str]:
        """Ask it to stop, as Ctrl-C or systemd would. Exit status and what it said."""
        self.process.send_signal(signal.SIGTERM)
        _, said = self.process.communicate(timeout=30)
        return self.process.returncode, said

    def children(self) -> list[int]:
        return children_of(self.process.pid)


def children_of(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(each) for each in tasks.read_text().split()] if tasks.exists() else []


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a command: its own home, and no database but SQLite in it."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("COALITION_")}
    return {**kept, "COALITION_HOME": str(home), "PYTHONWARNINGS": "default", **more}


def run_command(home: Path, *arguments: str, given: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "coalition.cli.main", *arguments],
        env=environment(home, **more),
        input=given,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="session")
def migrated_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose database is of this version: to be copied, since migrating takes longer than most tests."""
    home = tmp_path_factory.mktemp("migrated") / "home"
    done = run_command(home, "migrate")
    assert done.returncode == 0, done.stderr
    return home


@pytest.fixture
def home(migrated_home: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(migrated_home, tmp_path / "home"))


class Servers:
    """Starts servers and sees to it that none is left."""

    def __init__(self) -> None:
        self._started: list[Server] = []

    def start(self, home: Path, port: int | None = None, **more: str) -> Server:
        """Start one and wait until it says where it is."""
        at = port or free_ports()
        process = subprocess.Popen(
            [sys.executable, "-m", "coalition.cli.main", "serve", "--port", str(at), "--no-browser"],
            env=environment(home, **more),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        server = Server(process, at, home)
        self._started.append(server)
        assert process.stdout is not None
        said = process.stdout.readline()
        if "Coalition is at" not in said:
            _, error = process.communicate(timeout=START_SECONDS)
            raise AssertionError(f"the server did not start: {said}{error}")
        return server

    def end(self) -> None:
        for server in self._started:
            if server.process.poll() is None:
                server.process.kill()
            server.process.communicate(timeout=30)


@pytest.fixture
def servers() -> Iterator[Servers]:
    made = Servers()
    yield made
    made.end()


@pytest.fixture
def server(servers: Servers, home: Path) -> Server:
    return servers.start(home)
