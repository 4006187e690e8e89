"""Pieces made at once come back in order, and a fault in one is not lost."""

import pytest

from sinequanon.question import at_once


def test_results_stand_in_the_order_of_the_items():
    assert at_once(lambda n: n * n, range(20)) == tuple(n * n for n in range(20))


def test_a_fault_in_one_piece_is_raised():
    with pytest.raises(ZeroDivisionError):
        at_once(lambda n: 1 // n, [1, 0])
