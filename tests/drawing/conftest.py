"""LibreOffice, for the tests that look at a deck as another program shows it."""

from __future__ import annotations

import pytest

from tests import soffice as libreoffice


@pytest.fixture(scope="session")
def soffice() -> str:
    """The path of LibreOffice. `make test` finds or installs it, and says so in its last line when it could not."""
    found = libreoffice.find()
    if found is None:
        pytest.skip(libreoffice.MISSING)
    return found
