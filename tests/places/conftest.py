"""The pipeline and the gazetteer, opened once for the tests of places."""

from __future__ import annotations

import pytest

from diurna.language import Language, load_language
from diurna.places import Gazetteer, load_gazetteer


@pytest.fixture(scope="session")
def language() -> Language:
    return load_language()


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_gazetteer()
