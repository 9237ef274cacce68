"""`coalition serve` as a person or systemd meets it: started, stopped, killed, started twice."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Server, Servers, children_of, environment, run_command
from tests.ports import free_ports

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc")


def wait_for(condition: Callable[[], bool], seconds: float = 20) -> bool:
    """Poll until the condition holds: processes end in their own time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.05)
    return condition()


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def everybody(server: Server) -> list[int]:
    parts = server.children()
    return parts + [worker for part in parts for worker in children_of(part)]


def part_of(server: Server, name: str) -> int:
    order = {"web server": 0, "event stream": 1, "scoring worker": 2}
    return sorted(server.children())[order[name]]


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_web_event_stream_and_worker_run_under_one_command(server: Server) -> None:
    status, _, body = server.get("/healthz")
    assert status == 200
    assert b'"status": "ok"' in body
    assert server.get("/healthz", port=server.port + 1)[0] == 200
    assert len(server.children()) == 3


def test_sigterm_stops_everything_and_is_no_failure(server: Server) -> None:
    processes = everybody(server)
    status, said = server.stop()
    assert status == 0, said
    assert wait_for(lambda: not any(map(alive, processes)))
    assert "Traceback" not in said
    assert not listens(server.port)


@pytest.mark.parametrize("name", ["web server", "event stream", "scoring worker"])
def test_when_one_part_is_killed_the_rest_is_stopped_and_the_message_names_it(server: Server, name: str) -> None:
    processes = everybody(server)
    os.kill(part_of(server, name), signal.SIGKILL)
    _, said = server.process.communicate(timeout=30)
    assert server.process.returncode == 1
    assert f"the {name} ended" in said
    assert wait_for(lambda: not any(map(alive, processes)))


def test_a_killed_server_leaves_nothing_behind_and_starts_again_on_its_port(server: Server, servers: Servers) -> None:
    processes = everybody(server)
    server.process.kill()
    again = servers.start(server.home, server.port)
    assert again.get("/healthz")[0] == 200
    assert wait_for(lambda: not any(map(alive, processes)))


def test_a_killed_web_worker_is_replaced(server: Server) -> None:
    web = part_of(server, "web server")
    before = children_of(web)
    os.kill(before[0], signal.SIGKILL)
    assert wait_for(lambda: len(children_of(web)) == len(before) and children_of(web) != before)
    assert server.get("/healthz")[0] == 200


def test_a_second_server_on_the_port_says_which_port_and_what_to_do(server: Server, tmp_path: Path) -> None:
    second = run_command(tmp_path / "second", "serve", "--port", str(server.port), "--no-browser")
    assert second.returncode == 1
    assert f"port {server.port}" in second.stderr
    assert "--port" in second.stderr
    assert "Traceback" not in second.stderr
    assert server.get("/healthz")[0] == 200


def test_the_port_of_the_event_stream_is_looked_at_too(tmp_path: Path) -> None:
    port = free_ports()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port + 1))
        taken.listen()
        refused = run_command(tmp_path / "home", "serve", "--port", str(port), "--no-browser")
    assert refused.returncode == 1
    assert f"port {port + 1}" in refused.stderr


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    in_the_way = tmp_path / "a-file"
    in_the_way.write_text("")
    refused = run_command(in_the_way / "home", "serve", "--port", str(free_ports()), "--no-browser")
    assert refused.returncode == 1
    assert str(in_the_way / "home") in refused.stderr
    assert "COALITION_HOME" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_database_that_cannot_be_reached_is_named_and_its_password_is_not(tmp_path: Path) -> None:
    nobody = f"postgresql://user:secret-word@127.0.0.1:{free_ports()}/absent"
    refused = run_command(
        tmp_path / "home", "serve", "--port", str(free_ports()), "--no-browser", COALITION_DATABASE_URL=nobody
    )
    assert refused.returncode == 1
    assert "COALITION_DATABASE_URL" in refused.stderr
    assert "absent" in refused.stderr
    assert "secret-word" not in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_broken_database_file_is_named(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "coalition.sqlite3").write_text("<html>this is no database</html>" * 100)
    refused = run_command(home, "serve", "--port", str(free_ports()), "--no-browser")
    assert refused.returncode == 1
    assert "coalition.sqlite3" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_data_lies_in_the_home_folder_and_the_key_is_for_its_owner_alone(server: Server) -> None:
    with sqlite3.connect(server.home / "coalition.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM record_stage").fetchone()[0] == 7
    assert (server.home / "secret_key").stat().st_mode & 0o077 == 0


def test_ctrl_c_stops_it_without_a_traceback(home: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "coalition.cli.main", "serve", "--port", str(free_ports()), "--no-browser"],
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: the whole foreground group
    _, said = process.communicate(timeout=30)
    assert process.returncode == 0, said
    assert "Traceback" not in said
