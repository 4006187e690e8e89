"""Scores against scoringrules and views-evaluation, in an environment of their own.

views-evaluation wants an older NumPy than this package, so it cannot be installed
beside it: `python -m venv ORACLES; ORACLES/bin/pip install 'views-evaluation==2.0.*'
scoringrules views-frames`, then `SINEQUANON_ORACLES=ORACLES pytest tests/forecast`.
"""

import json
import os
import subprocess
from pathlib import Path

import numpy as np
import pytest

from sinequanon.forecast import (
    VIEWS_EDGES,
    brier_score,
    covered,
    crps,
    frame_of,
    interval_score,
    log_score,
    read_frame,
    write_frame,
)

_FOLDER = os.environ.get("SINEQUANON_ORACLES")
PYTHON = Path(_FOLDER or "no-such-folder") / "bin" / "python"

pytestmark = pytest.mark.skipif(
    not PYTHON.exists(),
    reason="NO ORACLES: scores were NOT compared with scoringrules and "
    "views-evaluation; set SINEQUANON_ORACLES to an environment that has them",
)

_ASK = """
import json, sys
import numpy as np
import scoringrules
from views_evaluation.evaluation import native_metric_calculators as views

file = np.load(sys.argv[1])
draws, observed, edges = file["draws"], file["observed"], list(file["edges"])
told = {
    "ecdf": scoringrules.crps_ensemble(observed, draws, estimator="nrg").tolist(),
    "views_crps": views.calculate_crps_native(observed, draws),
}
told["fair"] = scoringrules.crps_ensemble(observed, draws, estimator="fair").tolist()
for alpha in (0.1, 0.05):
    low = np.quantile(draws, alpha / 2, axis=1)
    high = np.quantile(draws, 1 - alpha / 2, axis=1)
    told[f"interval_{alpha}"] = scoringrules.interval_score(
        observed, low, high, alpha
    ).tolist()
    told[f"views_mis_{alpha}"] = views.calculate_mean_interval_score_native(
        observed, draws, alpha=alpha
    )
    told[f"views_coverage_{alpha}"] = views.calculate_coverage_native(
        observed, draws, alpha=alpha
    )
told["views_log"] = views.calculate_ignorance_score_native(
    observed, draws, bins=[*edges, np.inf], low_bin=0, high_bin=10000
)
below = observed < edges[-1]
capped = np.minimum(draws[below], edges[-1] - 1)
told["views_log_below"] = views.calculate_ignorance_score_native(
    observed[below], capped, bins=edges, low_bin=0, high_bin=10000
)
told["views_brier"] = views.calculate_brier_rgs_sample_native(
    observed, draws, threshold=25.0
)
print(json.dumps(told, default=float))
"""


@pytest.fixture(scope="module")
def cases() -> tuple[np.ndarray, np.ndarray]:
    """Counts from none to a hundred thousand, many of them zero."""
    place = np.arange(300 * 200).reshape(300, 200)
    luck = (place * 0.6180339887) % 1.0
    scale = 10.0 ** (np.arange(300) % 6)
    draws = np.floor(scale[:, None] * np.maximum(luck - 0.4, 0.0) ** 3 * 10)
    observed = np.floor(scale * ((np.arange(300) * 0.7548776662) % 1.0) ** 2)
    return draws, observed


@pytest.fixture(scope="module")
def told(
    cases: tuple[np.ndarray, np.ndarray], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, float | list[float]]:
    folder = tmp_path_factory.mktemp("oracles")
    file = folder / "cases.npz"
    np.savez(file, draws=cases[0], observed=cases[1], edges=np.array(VIEWS_EDGES))
    # The environment must not find this one's packages.
    done = subprocess.run(
        [str(PYTHON), "-I", "-c", _ASK, str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_crps(cases: tuple[np.ndarray, np.ndarray], told: dict[str, object]):
    draws, observed = cases
    ours = crps(draws, observed, form="ecdf")
    assert ours == pytest.approx(told["ecdf"], abs=1e-9, rel=1e-9)
    assert ours.mean() == pytest.approx(told["views_crps"], rel=1e-9)
    fair = crps(draws, observed, form="fair")
    assert fair == pytest.approx(told["fair"], abs=1e-9, rel=1e-9)


@pytest.mark.parametrize("alpha", [0.1, 0.05])
def test_intervals(
    cases: tuple[np.ndarray, np.ndarray], told: dict[str, object], alpha: float
):
    draws, observed = cases
    ours = interval_score(draws, observed, level=1 - alpha)
    assert ours == pytest.approx(told[f"interval_{alpha}"], abs=1e-9, rel=1e-9)
    assert ours.mean() == pytest.approx(told[f"views_mis_{alpha}"], rel=1e-9)
    inside = covered(draws, observed, level=1 - alpha)
    assert inside.mean() == pytest.approx(told[f"views_coverage_{alpha}"], rel=1e-9)


def test_log_score(cases: tuple[np.ndarray, np.ndarray], told: dict[str, object]):
    draws, observed = cases
    ours = log_score(draws, observed)
    assert ours.mean() == pytest.approx(told["views_log"], rel=1e-9)
    # With VIEWS' own bins, which end at 1,000.5 and refuse what lies above.
    below = observed < VIEWS_EDGES[-1]
    capped = np.minimum(draws[below], VIEWS_EDGES[-1] - 1)
    ours = log_score(capped, observed[below])
    # Its ten bins against eleven here: one count less in each denominator.
    count = draws.shape[1]
    shift = np.log2((count + 11) / (count + 10))
    assert ours.mean() - shift == pytest.approx(told["views_log_below"], rel=1e-9)


def test_brier(cases: tuple[np.ndarray, np.ndarray], told: dict[str, object]):
    draws, observed = cases
    ours = brier_score(draws, observed, threshold=25.0).mean()
    assert ours == pytest.approx(told["views_brier"], rel=1e-9)


def test_views_frames_reads_and_writes_the_same(tmp_path: Path):
    draws = np.arange(2 * 3 * 5.0).reshape(2, 3, 5)
    frame = frame_of((4, 7), (505, 506, 507), draws, seed=1, vintage="made up")
    write_frame(frame, tmp_path / "ours")
    ask = (
        "import sys; from views_frames import PredictionFrame; "
        "frame = PredictionFrame.load(sys.argv[1]); "
        "assert frame.sample_count == 5 and frame.n_rows == 6; "
        "assert frame.metadata.seed == 1; frame.save(sys.argv[2])"
    )
    done = subprocess.run(
        [str(PYTHON), "-I", "-c", ask, str(tmp_path / "ours"), str(tmp_path / "its")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    back = read_frame(tmp_path / "its")
    assert np.array_equal(back.draws, frame.draws)
    assert np.array_equal(back.months, frame.months)
    assert np.array_equal(back.countries, frame.countries)
    assert back.metadata == frame.metadata
