"""Rebuilds docs/examples (page, JSON, what the terminal prints) and README's output.

Usage: python scripts/example.py [FOLDER]. Without a FOLDER the answer is asked anew;
with one, palmyra.json and palmyra.html are taken from there.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from sinequanon.report import from_json, to_text

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "docs" / "examples"
START = "<!-- output: sinequanon ask palmyra -->\n```text\n"
END = "```\n<!-- /output -->"


def main(folder: Path | None) -> None:
    """Write the example, and its text between the markers of the README."""
    if folder is None:
        page, data = EXAMPLES / "palmyra.html", EXAMPLES / "palmyra.json"
        command = [sys.executable, "-m", "sinequanon", "ask", "palmyra", "--quiet"]
        command += ["--report", str(page), "--json", str(data)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    else:
        for name in ("palmyra.html", "palmyra.json"):
            shutil.copy(folder / name, EXAMPLES / name)
    text = to_text(from_json((EXAMPLES / "palmyra.json").read_text("utf-8")))
    readme = ROOT / "README.md"
    before, _, rest = readme.read_text("utf-8").partition(START)
    _, _, after = rest.partition(END)
    readme.write_text(f"{before}{START}{text}{END}{after}", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
