"""Progress of a long run, on standard error: pairs done and time left."""

import time
from collections.abc import Callable
from typing import Protocol, runtime_checkable

_PATIENCE = 1.0
"""Seconds that a run may take before progress is worth a line."""
_TERMINAL_PAUSE = 0.2
_FILE_PAUSE = 10.0


@runtime_checkable
class Stream(Protocol):
    """What progress needs of a stream such as standard error."""

    def write(self, text: str, /) -> object:
        """Take a text."""
        ...

    def flush(self) -> object:
        """Show what was taken."""
        ...

    def isatty(self) -> bool:
        """Whether a person looks at it."""
        ...


class Progress:
    """A callback that tells how far a run is: one line that is rewritten.

    Where the stream is no terminal, a line every ten seconds instead. A run that is
    over in a second prints nothing.
    """

    def __init__(
        self,
        stream: Stream,
        clock: Callable[[], float] = time.monotonic,
        unit: str = "",
    ) -> None:
        """Start the clock; `clock` gives seconds, `unit` is what a rate is told in."""
        self._stream = stream
        self._clock = clock
        self._unit = unit
        self._terminal = stream.isatty()
        self._began = clock()
        self._phase = ""
        self._phase_began = self._began
        self._told = float("-inf")
        self._open = False

    def __call__(self, phase: str, done: int, total: int) -> None:
        """Tell that `done` of `total` pairs of a phase are done."""
        now = self._clock()
        if phase != self._phase:
            self._phase, self._phase_began = phase, now
        pause = _TERMINAL_PAUSE if self._terminal else _FILE_PAUSE
        if now - self._began < _PATIENCE or now - self._told < pause:
            return
        self._told = now
        line = f"{phase}: {done:,} of {total:,}{self._rate(now, done)}"
        line += self._left(now, done, total)
        if self._terminal:
            self._stream.write(f"\r\x1b[K{line[:78]}")
            self._open = True
        else:
            self._stream.write(f"{line}\n")
        self._stream.flush()

    def close(self) -> None:
        """Take the line away, so that what follows starts on a clean one."""
        if self._open:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._open = False

    def _rate(self, now: float, done: int) -> str:
        """How many a second, where a unit is given and the phase has begun to move."""
        seconds = now - self._phase_began
        if not self._unit or seconds <= 0.0 or done <= 0:
            return ""
        return f", {done / seconds:,.0f} {self._unit}/s"

    def _left(self, now: float, done: int, total: int) -> str:
        if not 0 < done < total:
            return ""
        seconds = (now - self._phase_began) / done * (total - done)
        if seconds < 1:
            return ""
        if seconds < 90:
            return f", about {seconds:.0f} s left"
        return f", about {seconds / 60:.0f} min left"
