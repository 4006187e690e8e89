"""How far to trust an answer, in plain sentences, the weakest points first."""

from collections.abc import Sequence

import numpy as np
from jaxtyping import Float

from sinequanon.compose.naming import in_words
from sinequanon.dossier import Dossier
from sinequanon.question import ControlFound, FrozenNumbers
from sinequanon.war import CheckRow


def trust(
    *,
    dossier: Dossier,
    frozen: FrozenNumbers,
    controls: Sequence[ControlFound],
    checks: Sequence[CheckRow],
    readings: Sequence[Float[np.ndarray, " draws"]],
) -> tuple[str, ...]:
    """Sentences on the level, the prior, controls and the event's own channel.

    Args:
        dossier: The war.
        frozen: Its frozen numbers.
        controls: Controls, twins and printed rows.
        checks: Checks on the prior of the war.
        readings: Hazard ratio of each draw, by reading of the case.
    """
    holdings = [one.support for one in dossier.holdings]
    failed = [row.name for row in checks if not row.passed]
    judged = [row for row in controls if row.role != "printed"]
    medians = sorted(float(np.median(ratio)) for ratio in readings)
    lean = {row.spec.name: row for row in controls if row.spec.gain == "third"}
    sentences = [
        "The level of the chance is the base rate by construction: the model finds the "
        "ratio, not the level.",
        f"Who held a place at the start is inferred, not reported, for "
        f"{holdings.count('inferred')} of {len(holdings)} places.",
        f"All {sum(row.role == 'control' for row in judged)} controls passed and all "
        f"{sum(row.role == 'twin' for row in judged)} wrong twins failed: the "
        "laboratory can say nearer, further and no difference. That does not make it "
        "right.",
        f"The four readings of the case give median ratios of {medians[0]:.3f} to "
        f"{medians[-1]:.3f}.",
        f"What the taking of the place tells about the balance, by the model's own "
        f"runs: {frozen.news_taken:+.3f} in log power, with a Monte Carlo error of "
        f"{frozen.news_error:.3f}, beside a spread of {frozen.power_sd:.2f}.",
        "It is a contrast between two worlds of a model, not an identified effect: the "
        "capture is itself an outcome of the truce, of the air campaign and of the "
        "other side's decline.",
    ]
    if lean:
        sentences.insert(
            3,
            "Where a third force holds the place, as here, a gain reads "
            + " and ".join(
                f"{name.split('_')[0]} in {row.pooled:.2f} of draws where that is due"
                for name, row in lean.items()
            )
            + ".",
        )
    if failed:
        sentences.insert(
            1,
            f"{len(failed)} of {len(checks)} checks on the prior of the war fail: "
            f"{'; '.join(in_words(dossier, name) for name in failed)}.",
        )
    if frozen.dossier_sha256 != dossier.sha256:
        sentences.insert(
            1,
            "The frozen numbers were computed from another edition of this dossier; "
            f"run `sinequanon freeze {dossier.war.key}` to renew them.",
        )
    return tuple(sentences)
