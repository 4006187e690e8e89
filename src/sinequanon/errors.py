"""Every error the package raises on purpose, in one tree.

```
SinequanonError            x  base: anything below is our own, said in one message
  InputError               x  what the user gave cannot be used            exit 2
    DossierError           +  a dossier's files: one or many faults        exit 2
    RecordError            +  a data file is damaged, foreign or missing   exit 2
    QuestionError          +  an unknown question, contrast or bad flag    exit 2
    ForecastError          +  a forecast that would use the future         exit 2
    PeerError              +  a file of another system has faults          exit 2
    OutputError            +  a result cannot be written                   exit 2
  ControlError             +  a control failed, so no answer is given      exit 1
  BrokenRunError           +  a run left what is possible (not a number)   exit 1
```

`x` is abstract (never raised itself), `+` is raised. The library never prints or
exits; only `cli` turns these into messages and exit codes.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that is wrong, where it stands, and what to do about it.

    `where` is `file:line` or a flag's name; empty when there is no place.
    """

    where: str
    found: str
    fix: str

    def __str__(self) -> str:
        """The fault as one line: `where: what was found; what to do`."""
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.found}; {self.fix}"


class SinequanonError(Exception):
    """Base of all errors of this package; carries one or more faults."""

    exit_code = 2

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Keep every fault; the message is one line for each."""
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))

    @classmethod
    def at(cls, where: str, found: str, fix: str) -> "SinequanonError":
        """The same error for a single fault."""
        return cls([Fault(where=where, found=found, fix=fix)])


class InputError(SinequanonError):
    """What the user gave cannot be used."""


class DossierError(InputError):
    """A dossier's files have faults; all of them are listed at once."""


class RecordError(InputError):
    """A file of the record is damaged, foreign or missing."""


class QuestionError(InputError):
    """An unknown question, contrast or source, or a flag out of range."""


class ForecastError(InputError):
    """A forecast cannot be made as asked: it would use the future, or has no data."""


class PeerError(InputError):
    """A file of another system cannot be used; all faults are listed at once."""


class OutputError(InputError):
    """A result cannot be written where it was asked for."""


class ControlError(SinequanonError):
    """A control failed: the laboratory cannot say the word it was tested on."""

    exit_code = 1


class BrokenRunError(SinequanonError):
    """A run of the war holds a number that is missing, infinite or below zero."""

    exit_code = 1
