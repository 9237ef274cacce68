"""Server tests share the real server of the command line's tests."""

from tests.cli.conftest import home, migrated_home, server, servers

__all__ = ["home", "migrated_home", "server", "servers"]
