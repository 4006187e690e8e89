"""The shipped list of laws, and a laboratory small enough for a test."""

import pytest

from sinequanon.laws import LawBook, LawSize, read_laws
from sinequanon.laws.lab import Lab


@pytest.fixture(scope="session")
def book() -> LawBook:
    return read_laws().book


@pytest.fixture(scope="session")
def lab(book: LawBook) -> Lab:
    return Lab(book.premises, LawSize(draws=12, lucks=2, seed=3))
