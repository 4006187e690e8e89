"""One self-contained page of a table's findings, with a picture of the zone."""

import json
from typing import Any, cast

from markupsafe import Markup

from sinequanon import __version__
from sinequanon.report.page import asset, digest, environment, vendored
from sinequanon.report.tabled_words import (
    both,
    hundredth,
    in_words,
    of_100,
    reading_words,
    utility,
)
from sinequanon.tabling import Findings, Line


def tabled_to_html(findings: Findings) -> str:
    """The findings as one HTML page that loads nothing from anywhere.

    A content security policy lets only the page's own scripts run. Without scripts
    everything but the picture of two issues can be read, and its numbers stand in a
    table.

    Args:
        findings: From `findings_of`.
    """
    scripts = [*vendored(), asset("tabled.js")]
    page = environment(findings.names)

    def demand(line: Line) -> str:
        return in_words(findings, line)

    filters = cast("dict[str, Any]", page.filters)
    filters.update(
        {
            "both": both,
            "hundredth": hundredth,
            "of_100": of_100,
            "demand": demand,
            "utility": utility,
        }
    )
    return page.get_template("tabled.html.j2").render(
        f=findings,
        version=__version__,
        reading=reading_words,
        style=Markup(asset("page.css") + asset("tabled.css")),
        scripts=[Markup(script) for script in scripts],
        script_hashes=Markup(" ".join(digest(script) for script in scripts)),
        values=_values(findings),
        numeric=("chance", "number", "points", "ratio"),
    )


def _values(found: Findings) -> Markup:
    """What the picture draws, as JSON that cannot close its script element."""
    values = {
        "issues": [
            {"key": issue, "name": found.names[issue], "options": list(labels.values())}
            for issue, labels in found.labels.items()
        ],
        "parties": [{"key": p.party, "name": p.name} for p in found.parties],
        "pairs": [
            {"issues": pair.issues, "zone": pair.zone, "parties": pair.by_party}
            for pair in found.pairs
        ],
    }
    text = json.dumps(values, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return Markup(
        text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    )
