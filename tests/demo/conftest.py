"""One world for all tests of the demo: simulating it takes a second."""

from __future__ import annotations

from datetime import date

import pytest

from coalition.demo.simulate import World, simulate
from tests.demo.reading import Reading

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="session")
def world() -> World:
    return simulate(TODAY)


@pytest.fixture(scope="session")
def reading(world: World) -> Reading:
    return Reading(world)
