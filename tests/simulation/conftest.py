"""Chance with a seed that a failure shows and that CALLSLIP_SEED brings back."""

import os
import random

import pytest


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    """The seed of this test; shown when it fails."""
    given = os.environ.get("CALLSLIP_SEED")
    number = random.SystemRandom().randrange(2**32) if given is None else int(given)
    request.node.add_report_section("setup", "seed", f"CALLSLIP_SEED={number} brings this back")
    return number


@pytest.fixture
def chance(seed: int) -> random.Random:
    """The source of chance of this test."""
    return random.Random(seed)
