"""Runs the command line: `python -m sinequanon`."""

import sys

from sinequanon.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
