"""Other systems' files: what their users bring along, read and written without loss.

`ktab` reads KTAB's CSV, `negmas` reads and writes NegMAS's outcome spaces and
utilities. Neither system is needed, and nothing of them is copied.
"""

from sinequanon.peers.ktab import KtabCase, ktab_of, read_ktab

__all__ = ["KtabCase", "ktab_of", "read_ktab"]
