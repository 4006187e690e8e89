"""The program (`quick.py cli ARGS`) or a file (`quick.py run FILE`), with few runs.

Answers in the pages are asked with four pairs. Controls come from the usual cache;
further contrasts are made small and kept out of it; forecasts are of one year.
`freeze` of a whole dossier writes into it: its own `--help` stands for it.
"""

import runpy
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sinequanon.cli.main import main
from sinequanon.compose import asking, checking, further

PAIRS = "4"


def made_small() -> None:
    """Let every answer use few runs."""
    kept = asking.remembered

    def remembered(
        what: str, key: Any, compute: Callable[[], Any], *, use: bool = True
    ) -> Any:
        return kept(what, key, compute, use=use and what != "contrasts")

    asking.remembered = remembered
    checking.PAIRS = int(PAIRS)
    further.FURTHER = replace(further.FURTHER, draws=int(PAIRS))


def shortened(arguments: list[str]) -> list[str]:
    """The arguments with few runs, and help in place of freezing."""
    if arguments[:1] == ["freeze"] and "--question" not in arguments:
        return ["freeze", "--help"]
    if arguments[:2] == ["settlement", "score"]:
        return [*arguments, "--origins", "2004-2004", "--no-boosting"]
    if arguments[:2] == ["settlement", "slopes"]:
        return [*arguments, "--draws", "10"]
    if "--runs" in arguments:
        at = arguments.index("--runs") + 1
        return [*arguments[:at], PAIRS, *arguments[at + 1 :]]
    return arguments


if __name__ == "__main__":
    made_small()
    if sys.argv[1] == "run":
        runpy.run_path(sys.argv[2], run_name="__main__")
    else:
        sys.exit(main(shortened(sys.argv[2:])))
