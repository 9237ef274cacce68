"""What a server looks at before it starts, and what it says."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from coalition.site.home import Unusable, require_free_port, require_writable

NOBODY = 65534


@pytest.fixture
def ordinary_user() -> Iterator[None]:
    """Permissions do not hold for root, which tests in containers often are."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    yield
    os.seteuid(0)


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    tmp_path.chmod(0o555)
    for folder in tmp_path.parents[:2]:
        folder.chmod(0o755)
    yield tmp_path
    tmp_path.chmod(0o755)


def test_a_home_that_is_missing_is_made(tmp_path: Path) -> None:
    require_writable(tmp_path / "new" / "home")
    assert (tmp_path / "new" / "home").is_dir()
    assert not list((tmp_path / "new" / "home").iterdir())


def test_a_read_only_home_is_named_with_what_to_do(read_only: Path, ordinary_user: None) -> None:
    with pytest.raises(Unusable) as refused:
        require_writable(read_only)
    assert str(read_only) in str(refused.value)
    assert "COALITION_HOME" in str(refused.value)


def test_a_home_that_cannot_be_made_is_named(read_only: Path, ordinary_user: None) -> None:
    with pytest.raises(Unusable, match="inside"):
        require_writable(read_only / "inside")


def test_a_port_in_use_is_named_with_the_option_that_changes_it() -> None:
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)  # as a running server holds it
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Unusable, match=f"port {port} on 127.0.0.1 .* --port"):
            require_free_port("127.0.0.1", port, patience_seconds=0)


def test_a_host_that_is_not_ours_is_named() -> None:
    with pytest.raises(Unusable, match=r"203\.0\.113\.7"):
        require_free_port("203.0.113.7", 8000, patience_seconds=0)
