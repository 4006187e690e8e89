"""The command line: asks, lists, checks, cites; the only room that prints or exits.

Everything heavy is imported inside the commands, so that help comes at once.
"""

from sinequanon.cli.main import commands, main

__all__ = ["commands", "main"]
