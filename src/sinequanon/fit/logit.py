"""A multinomial logit with a ridge, by Newton's method: competing risks of a year.

The discrete-time form of competing risks (Allison 1982, doi:10.2307/270718): each year
at risk is one trial with several outcomes. The ridge (Hoerl & Kennard 1970,
doi:10.1080/00401706.1970.10488634) shrinks slopes of rare outcomes to nothing where
few episodes speak for them; intercepts are free.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Int

_STEPS = 60
_CLOSE = 1e-8
_HALVINGS = 30


@dataclass(frozen=True, kw_only=True)
class Logit:
    """A fitted logit, on covariates as they come.

    Attributes:
        intercepts: One for each outcome but the last, which is the base; `(k,)`.
        slopes: On standardised covariates; `(covariates, k)`.
        centre: Means of the covariates in the rows it learned from.
        scale: Their standard deviations, 1 where there is no spread.
    """

    intercepts: Float[np.ndarray, " k"]
    slopes: Float[np.ndarray, "covariates k"]
    centre: Float[np.ndarray, " covariates"]
    scale: Float[np.ndarray, " covariates"]

    def chances(
        self, covariates: Float[np.ndarray, "rows covariates"]
    ) -> Float[np.ndarray, "rows outcomes"]:
        """Probability of each outcome; rows sum to one."""
        z = (covariates - self.centre) / self.scale
        return _softmax(z @ self.slopes + self.intercepts)


def _softmax(
    score: Float[np.ndarray, "rows k"],
) -> Float[np.ndarray, "rows outcomes"]:
    """Chances of each outcome, the last of which has score 0."""
    full = np.concatenate([score, np.zeros((len(score), 1))], axis=1)
    full -= full.max(axis=1, keepdims=True)
    grown = np.exp(full)
    return grown / grown.sum(axis=1, keepdims=True)


def fit_logit(
    covariates: Float[np.ndarray, "rows covariates"],
    fate: Int[np.ndarray, " rows"],
    *,
    outcomes: int,
    ridge: float,
    weights: Float[np.ndarray, " rows"] | None = None,
) -> Logit:
    """The logit that maximises likelihood less `ridge / 2` times the squared slopes.

    An outcome that no row has would run to minus infinity; half a row of each outcome,
    spread over all rows, keeps intercepts finite and chances above zero.

    Args:
        covariates: In any unit; standardised here on these rows.
        fate: Outcome of each row, 0 to `outcomes` - 1; the last is the base.
        outcomes: Number of outcomes.
        ridge: Penalty, in units of information (rows); above 0.
        weights: Of the rows; 1 each if left out.

    Raises:
        ValueError: If the ridge is not above 0 or there are no rows.
    """
    if not ridge > 0.0 or not len(fate):
        raise ValueError(f"needs a ridge above 0 and rows, got {ridge}, {len(fate)}")
    rows, count = covariates.shape
    weight = np.ones(rows) if weights is None else weights
    total = weight.sum()
    centre = np.asarray(weight @ covariates / total, dtype=np.float64)
    spread = np.sqrt(np.asarray(weight @ (covariates - centre) ** 2 / total))
    scale = np.where(spread > 1e-9, spread, 1.0)
    z = np.concatenate([np.ones((rows, 1)), (covariates - centre) / scale], axis=1)
    k = outcomes - 1
    wanted = weight[:, None] * (fate[:, None] == np.arange(outcomes))
    wanted = wanted + 0.5 * (weight / total)[:, None]
    trials = wanted.sum(axis=1)
    penalty = np.full((count + 1, k), ridge)
    penalty[0] = 0.0
    start = np.zeros((count + 1, k))
    share = wanted.sum(axis=0)
    start[0] = np.log(share[:k] / share[k])
    b = _newton(z, wanted[:, :k], trials, penalty, start)
    return Logit(intercepts=b[0], slopes=b[1:], centre=centre, scale=scale)


def _newton(
    z: Float[np.ndarray, "rows p"],
    wanted: Float[np.ndarray, "rows k"],
    trials: Float[np.ndarray, " rows"],
    penalty: Float[np.ndarray, "p k"],
    start: Float[np.ndarray, "p k"],
) -> Float[np.ndarray, "p k"]:
    """Damped Newton steps on the penalised likelihood, which is strictly concave."""
    p, k = penalty.shape
    b = start
    value = _objective(z, wanted, trials, penalty, b)
    for _ in range(_STEPS):
        chance = _softmax(z @ b)[:, :k]
        slope = z.T @ (wanted - trials[:, None] * chance) - penalty * b
        bend = np.zeros((p, k, p, k))
        for i in range(k):
            for j in range(i, k):
                both = chance[:, i] * ((i == j) - chance[:, j]) * trials
                block = z.T @ (both[:, None] * z)
                bend[:, i, :, j] = block
                bend[:, j, :, i] = block
        square = bend.reshape(p * k, p * k)
        square[np.diag_indices(p * k)] += penalty.ravel() + 1e-9
        move = np.linalg.solve(square, slope.ravel()).reshape(p, k)
        step = 1.0
        for _ in range(_HALVINGS):
            tried = _objective(z, wanted, trials, penalty, b + step * move)
            if tried >= value:
                break
            step /= 2.0
        else:
            return b
        b, gained, value = b + step * move, tried - value, tried
        if gained < _CLOSE:
            break
    return b


def _objective(
    z: Float[np.ndarray, "rows p"],
    wanted: Float[np.ndarray, "rows k"],
    trials: Float[np.ndarray, " rows"],
    penalty: Float[np.ndarray, "p k"],
    b: Float[np.ndarray, "p k"],
) -> float:
    score = z @ b
    top = np.maximum(score.max(axis=1), 0.0)
    norm = top + np.log(np.exp(score - top[:, None]).sum(axis=1) + np.exp(-top))
    fit = (wanted * score).sum() - (trials * norm).sum()
    return float(fit - 0.5 * (penalty * b**2).sum())
