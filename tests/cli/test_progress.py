"""Progress: nothing for short runs, one line for long ones, and it goes away."""

import io

import pytest

from sinequanon.cli.progress import Progress


class Screen(io.StringIO):
    """A stream that says whether it is a terminal."""

    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


class Clock:
    """A clock that is moved by hand, in seconds."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def run(terminal: bool, seconds: float, steps: int = 100) -> str:
    screen, clock = Screen(terminal), Clock()
    progress = Progress(screen, clock)
    for done in range(steps + 1):
        clock.now = 100.0 + seconds * done / steps
        progress("pairs", done, steps)
    progress.close()
    return screen.getvalue()


@pytest.mark.parametrize("terminal", [True, False])
def test_a_short_run_prints_nothing(terminal: bool):
    assert run(terminal, 0.9) == ""


def test_a_terminal_sees_one_line_that_goes_away():
    text = run(True, 20.0)
    assert "\n" not in text
    assert "pairs: 50 of 100, about 10 s left" in text
    assert text.endswith("\r\x1b[K")


def test_a_file_gets_a_line_now_and_then():
    lines = run(False, 60.0).splitlines()
    assert 5 <= len(lines) <= 7
    assert all(line.startswith("pairs: ") for line in lines)
    assert "\x1b" not in "".join(lines)


def test_long_waits_are_told_in_minutes():
    assert "about 9 min left" in run(True, 600.0)


def test_time_left_counts_from_the_start_of_the_phase():
    screen, clock = Screen(True), Clock()
    progress = Progress(screen, clock)
    progress("controls", 0, 10)
    clock.now += 1000
    progress("pairs", 0, 10)
    clock.now += 5
    progress("pairs", 5, 10)
    assert "pairs: 5 of 10, about 5 s left" in screen.getvalue()
