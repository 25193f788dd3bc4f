"""The shipped pipeline, loaded once."""

import pytest

from diurna.language import Language, load_language


@pytest.fixture(scope="session")
def language() -> Language:
    return load_language()
