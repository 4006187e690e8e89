"""The answer for a terminal: short, plain, 80 columns."""

import math
import re
import textwrap

from sinequanon.answer import Answer, BaseRate
from sinequanon.report.readings import readings_of, thin_ice, turning
from sinequanon.report.wording import (
    counted,
    in_100,
    number,
    percent,
    points,
    ratio,
    span,
)

WIDTH = 80
_LABEL = 17


def to_text(answer: Answer) -> str:
    """The short answer as plain text, at most 34 lines of at most 80 columns.

    In the order of the page: question, answer, its three uncertainties, what similar
    wars did, how far to trust it, what would turn it, what it does not say, as of when.
    Whole sentences that fit are kept; the page has them all.
    """
    verdict, rate = answer.verdict, answer.verdict.base_rate
    months = counted(verdict.horizon_months, "month", "months")
    margin = number(verdict.margin * 100)
    rows = (
        (
            "Difference",
            f"{points(verdict.difference)} points, with minus without",
            1,
        ),
        (
            "Chance in runs",
            f"± {number(verdict.standard_error * 100, 2)} points "
            "(standard error of the difference)",
            1,
        ),
        (
            "Not known",
            f"{span(*verdict.interval90, scale=100, plus=True)} points in 90 of 100 "
            f"draws of the parameters; in {percent(verdict.p_negligible)} of draws "
            f"smaller than the margin of {margin} point",
            2,
        ),
        ("Reading of case", _reading(answer), 2),
        (
            "Base rate",
            f"{in_100(rate.value)} ({rate.interval90[0] * 100:.0f} to "
            f"{rate.interval90[1] * 100:.0f}), an input, not a finding{_known(rate)}",
            2,
        ),
        ("Similar wars", answer.similar_wars, 3),
        ("Trust", " ".join((thin_ice(answer), _controls(answer), *answer.trust)), 5),
        ("Would turn it", _turn(answer), 3),
        *(
            (("Held fixed", " ".join(answer.holds_fixed), 6),)
            if answer.holds_fixed
            else ()
        ),
        ("Does not say", " ".join(answer.does_not_say), 3),
        ("As of", answer.as_of, 1),
    )
    lines = [
        *_cut(answer.question, WIDTH, 3),
        "",
        *_cut(f"{sentence(verdict.words)}.", WIDTH - 2, 2, "  "),
        *_cut(f"({verdict.outcome}, within {months})", WIDTH - 2, 2, "  "),
        *(
            _cut(
                f"Asked otherwise: {'; '.join(verdict.overridden)}.", WIDTH - 2, 2, "  "
            )
            if verdict.overridden
            else ()
        ),
        "",
    ]
    for label, text, most in rows:
        first, *others = _cut(text or "not given", WIDTH - _LABEL, most)
        lines.append(f"{label:{_LABEL}}{first}")
        lines.extend(" " * _LABEL + line for line in others)
    return "\n".join(lines) + "\n"


def sentence(words: str) -> str:
    """Words with a capital at the start and no full stop at the end.

    Example:
        >>> sentence("about 12 in 100 with it.")
        'About 12 in 100 with it'
    """
    return words[:1].upper() + words[1:].rstrip(".")


def _known(rate: BaseRate) -> str:
    """The base rate as it stood on the day of the question, if that is given."""
    if math.isnan(rate.known_value):
        return ""
    low, high = (100 * end for end in rate.known_interval90)
    return (
        f"; in windows closed by the day {in_100(rate.known_value)} "
        f"({low:.0f} to {high:.0f})"
    )


def _reading(answer: Answer) -> str:
    readings = readings_of(answer)
    return (
        f"hazard ratio {ratio(readings.low)} to {ratio(readings.high)} over "
        f"{counted(readings.encodings, 'reading', 'readings')} and "
        f"{counted(readings.contrasts, 'further asking', 'further askings')}, "
        "shown side by side"
    )


def _controls(answer: Answer) -> str:
    judged = [control for control in answer.controls if control.judged]
    met = sum(control.passed for control in judged)
    return f"{met} of {len(judged)} controls and wrong twins are as they must be."


def _turn(answer: Answer) -> str:
    if not answer.turns:
        return "nothing that was tried"
    return turning(answer)


def _cut(text: str, width: int, most: int, indent: str = "") -> list[str]:
    """A text in at most so many lines: whole sentences, or an ellipsis in the first."""
    kept = ""
    for part in re.split(r"(?<=[.;]) (?=[A-Z0-9])", text):
        longer = f"{kept} {part}".strip()
        if len(_wrapped(longer, width)) > most:
            break
        kept = longer
    lines = _wrapped(kept, width) or textwrap.wrap(
        text, width, max_lines=most, placeholder=" …", break_on_hyphens=False
    )
    return [indent + line for line in lines or [""]]


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False)
