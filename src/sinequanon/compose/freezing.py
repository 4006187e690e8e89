"""Renewing the frozen numbers of a dossier, in its own folder."""

from collections.abc import Callable
from pathlib import Path

from sinequanon.compose.record_lens import class_rates, nearest_window
from sinequanon.dossier import folder_of, load
from sinequanon.errors import OutputError
from sinequanon.question import (
    FILE,
    PROVISIONAL,
    FrozenNumbers,
    News,
    case_of,
    freeze,
    frozen_text,
    winners_of,
    worlds_of,
)


def freeze_dossier(
    place: str, *, progress: Callable[[str, int, int], None] | None = None
) -> tuple[Path, FrozenNumbers]:
    """The file written and the frozen numbers of a dossier's first question.

    Args:
        place: Key or folder of the dossier.
        progress: Called as the work goes on.

    Raises:
        DossierError: If the dossier has faults.
        OutputError: If its folder cannot be written to.
    """
    dossier = load(place)
    question = dossier.questions[0]
    window = nearest_window(class_rates(dossier), question.horizon_months)
    case = case_of(dossier, question, window=window, frozen=PROVISIONAL)
    stage = progress
    main = next(one for one in question.contrasts if one.main)
    # The world without the event carries no news, so none is needed here.
    worlds = worlds_of(dossier, question, main, News(taken=0.0, not_taken=0.0))
    numbers = freeze(
        case,
        winners=winners_of(dossier, question),
        world=worlds.without.world,
        dossier_sha256=dossier.sha256,
        progress=None
        if stage is None
        else lambda done, total: stage("reference runs", done, total),
    )
    path = folder_of(place) / FILE
    # Not a temporary file of the system's: it would be readable by its owner alone.
    part = path.with_name(f".{FILE}.part")
    try:
        part.write_text(frozen_text(numbers), encoding="utf-8")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OutputError.at(
            str(path), f"cannot be written ({error.strerror})", "copy the dossier"
        ) from error
    return path, numbers
