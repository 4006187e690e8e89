"""The model: boosted bins and the last twelve months, pooled draw by draw."""

import json
from importlib import resources

import numpy as np
from jaxtyping import Float

from sinequanon.forecast.baselines import conflictology
from sinequanon.forecast.boosted import Settings, boosted_quantiles
from sinequanon.forecast.contest import Forecaster
from sinequanon.forecast.ladder import Strata
from sinequanon.forecast.series import CountryMonths
from sinequanon.forecast.windows import Window

Boosted = Float[np.ndarray, "countries months first"]

MODEL = "model"
_CHOICE = "choice.json"


def chosen_settings() -> Settings:
    """The settings that were chosen on years before 2018, before 2018 was scored.

    The file beside this one says how, and what the others scored.
    """
    file = resources.files("sinequanon.forecast") / _CHOICE
    return Settings(**json.loads(file.read_text("utf-8"))["chosen"])


def model_forecaster(
    settings: Settings | None = None, *, asked: tuple[int, ...] | None = None
) -> Forecaster:
    """The model as a forecaster.

    Args:
        settings: The chosen ones if left out.
        asked: Ids of the countries to forecast; the others only teach. All if left out.
    """
    use = chosen_settings() if settings is None else settings

    def forecast(series: CountryMonths, window: Window, chances: Strata) -> Strata:
        known = series.through(window.known_to)
        whom = known.countries if asked is None else asked
        draws: int = chances.shape[2]
        boosted = np.empty((len(whom), len(window.ahead), 0))
        if first := round(use.weight * draws):
            even = (np.arange(first) + 0.5) / first
            rows = [known.countries.index(one) for one in whom]
            boosted = boosted_quantiles(known, window.ahead, even, use)[rows]
        return pooled_draws(known.of(whom), boosted, chances)

    return forecast


def pooled_draws(known: CountryMonths, boosted: Boosted, chances: Strata) -> Strata:
    """Draws some of which are given, and the rest of the country's last twelve months.

    A linear pool: its chances are the weighted mean of the two. Both parts are laid
    out as evenly as their number allows, and then shuffled as `chances` say.

    Args:
        known: What is known.
        boosted: Deaths at even levels, `(countries, months, first)`.
        chances: From `strata`, `(countries, months, draws)`, with `draws >= first`.
    """
    draws: int = chances.shape[2]
    rest: int = draws - boosted.shape[2]
    parts: list[Float[np.ndarray, "countries months some"]] = [boosted]
    if rest:
        even = (np.arange(rest) + 0.5) / rest
        spread = np.broadcast_to(even, (*chances.shape[:2], rest))
        parts.append(conflictology(known.deaths, spread))
    laid_out = np.concatenate(parts, axis=2)
    # `chances` are (rank + 1/2) / draws: the rank says which one a draw takes.
    rank = np.minimum((chances * draws).astype(int), draws - 1)
    return np.take_along_axis(laid_out, rank, axis=2)
