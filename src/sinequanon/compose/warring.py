"""The war alone: run, summed up, kept if asked, and one run of it run again."""

import shlex
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from sinequanon import __version__
from sinequanon.answer import Replay, ReplayedSeries, WarAlone
from sinequanon.compose.cache import code_digest
from sinequanon.compose.naming import in_words
from sinequanon.compose.questions import question_of
from sinequanon.compose.record_targets import targets_of
from sinequanon.compose.war_rows import (
    gone_rows,
    label_of,
    recorded_of,
    rows_of,
    spans_note,
)
from sinequanon.dossier import Contrast, Dossier, Question, available
from sinequanon.errors import Fault, OutputError, QuestionError
from sinequanon.keep import Keeping, kept_run
from sinequanon.months import month_label
from sinequanon.question import (
    BLOCK_RUNS,
    Alone,
    Block,
    alone_of,
    kept_names,
    run_blocks,
    run_some,
    tallied,
)
from sinequanon.record import catalog
from sinequanon.war import PRIOR_NOTE, prior_checks

RUNS = 500
"""Runs of each world, unless the user asks for others."""

_PHASE = "runs of both worlds"

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, kw_only=True)
class AskedWar:
    """A war to be run alone, checked."""

    place: str
    dossier: Dossier
    question: Question
    contrast: Contrast
    alone: Alone

    @property
    def command(self) -> str:
        """The command line that runs the same again."""
        alone = self.alone
        words = ["sinequanon", "war", self.question.key]
        if self.place not in available():
            words += ["--dossier", self.place]
        if not self.contrast.main:
            words += ["--contrast", self.contrast.key]
        for option in ("runs", "months", "seed"):
            words += [f"--{option}", str(getattr(alone, option))]
        return shlex.join(words)


def asked_war(
    place: str,
    question: str,
    *,
    contrast: str | None = None,
    months: int | None = None,
    runs: int | None = None,
    seed: int = 1,
) -> AskedWar:
    """The war of a question, to be run alone.

    Args:
        place: Key or folder of the dossier.
        question: Key of the question.
        contrast: Key of a contrast; the main one if left out.
        months: Months after the event; the question's horizon if left out.
        runs: Runs of each world.
        seed: Any integer.

    Raises:
        InputError: If something asked for cannot be used.
    """
    dossier, asked = question_of(place, question)
    contrasts = {one.key: one for one in asked.contrasts}
    faults = [
        Fault(where=where, found=f"{value}", fix="give a number of 1 or more")
        for where, value in (("months", months), ("runs", runs))
        if value is not None and value < 1
    ]
    if contrast is not None and contrast not in contrasts:
        faults.append(
            Fault(
                where="contrast",
                found=f"no contrast {contrast!r}",
                fix=f"use one of {', '.join(contrasts)}",
            )
        )
    if faults:
        raise QuestionError(faults)
    chosen = (
        contrasts[contrast]
        if contrast is not None
        else next(one for one in asked.contrasts if one.main)
    )
    return AskedWar(
        place=place,
        dossier=dossier,
        question=asked,
        contrast=chosen,
        alone=alone_of(
            dossier,
            asked,
            chosen,
            months=asked.horizon_months if months is None else months,
            runs=RUNS if runs is None else runs,
            seed=seed,
        ),
    )


def keeping_of(asked: AskedWar, target: Path, *, by_place: bool = False) -> Keeping:
    """A store for the runs of a war: begun, or found and gone on with.

    Args:
        asked: The war.
        target: The folder that the store will be.
        by_place: Keep control of every place for each run.

    Raises:
        OutputError: If the extra is missing, or it cannot be written there.
    """
    return Keeping(
        target, asked.alone, _identity(asked), _about(asked), by_place=by_place
    )


def run_alone(
    asked: AskedWar,
    *,
    keeping: Keeping | None = None,
    progress: Progress | None = None,
) -> WarAlone:
    """The war of a question without the bargain, in both worlds.

    Args:
        asked: The war.
        keeping: Where to keep the runs; it is finished when all are there.
        progress: Called as blocks of runs are done.
    """
    alone, dossier, question = asked.alone, asked.dossier, asked.question
    blocks: Iterable[Block] = run_blocks(alone) if keeping is None else keeping.blocks()
    told: Callable[[int, int], None] | None = None
    if progress is not None:
        progress(_PHASE, 0, alone.runs)
        told = partial(progress, _PHASE)
    found = tallied(alone, blocks, told)
    targets = targets_of(alone.setting, found.path)
    checks = () if targets is None else prior_checks(found.path, alone.setting, targets)
    event = next(one for one in dossier.events if one.key == question.event)
    recorded = recorded_of(dossier, found, alone.watch)
    if keeping is not None:
        keeping.finish()
    return WarAlone(
        question=question.text,
        question_key=question.key,
        war_title=dossier.war.title,
        event_title=event.title,
        event_date=event.date,
        contrast=asked.contrast.label,
        months=alone.months,
        runs=alone.runs,
        seed=alone.seed,
        rows=tuple(rows_of(dossier, found, recorded)),
        gone=gone_rows(dossier, found, alone.months),
        prior_checks=tuple(
            {
                "name": in_words(dossier, row.name),
                "bound": row.bound,
                "found": row.found,
                "passed": row.passed,
            }
            for row in checks
        ),
        notes=(
            "A median with the range of 90 in 100 runs; runs differ by parameters and "
            "by luck. Parameters are drawn from priors; nothing is calibrated.",
            spans_note(found.spans),
            "Record: deaths as UCDP's Syria release has them, vague dates spread over "
            "their year; civilians by perpetrator, vague dates left out; people and "
            "land as the record's chances of holders have them, inferred for most "
            "places. None of it was known on the day of the question. Displacement and "
            "fighters are not on record by year here."
            if recorded
            else "No table of control is laid beside this start.",
            PRIOR_NOTE,
        ),
        version=__version__,
        dossier=dossier.war.key,
        dossier_sha256=dossier.sha256,
        code_sha256=code_digest(),
        command=asked.command,
    )


def replay(asked: AskedWar, run: int, *, kept: Path | None = None) -> Replay:
    """One run of a war, run again by its address (seed, run).

    It is compared bit by bit with the same run among its neighbours, and with a kept
    one if a store is named.

    Args:
        asked: The war.
        run: Number of the run.
        kept: A store that holds the run.

    Raises:
        OutputError: If the store is of another war, seed or version.
    """
    alone, dossier = asked.alone, asked.dossier
    single = run_some(alone, run, 1)
    first = run - run % BLOCK_RUNS
    beside = run_some(alone, first, BLOCK_RUNS)
    same = [
        (
            f"runs {first} to {first + BLOCK_RUNS - 1} together",
            all(
                np.array_equal(getattr(one, name)[0], getattr(many, name)[run - first])
                for one, many in zip(single.paths, beside.paths, strict=True)
                for name in kept_names()
            ),
        )
    ]
    if kept is not None:
        same.append((str(kept), _same_as_kept(asked, single, kept, run)))
    without, with_event = single.paths
    series: list[ReplayedSeries] = []

    def add(group: str, key: str, unit: str, one: Any, other: Any) -> None:
        series.append(
            ReplayedSeries(
                group=group,
                key=key,
                label=label_of(dossier, (group, key)),
                unit=unit,
                without_event=tuple(float(value) for value in one),
                with_event=tuple(float(value) for value in other),
            )
        )

    for row, dyad in enumerate(without.dyads):
        pair = without.deaths[0, row], with_event.deaths[0, row]
        add("deaths", dyad, "persons", *pair)
    for group, name in (("people", "people"), ("land", "area_held")):
        one, other = getattr(without, name)[0], getattr(with_event, name)[0]
        for row, actor in enumerate(without.actors):
            pair = one[row] / one.sum(axis=0), other[row] / other.sum(axis=0)
            add(group, actor, "share", *pair)
    for row, actor in enumerate(without.actors):
        pair = without.fighters[0, row], with_event.fighters[0, row]
        add("fighters", actor, "persons", *pair)
    pair = without.people_calm[0], with_event.people_calm[0]
    add("local", "calm", "persons", *pair)
    pair = without.agreed[0].sum(axis=0), with_event.agreed[0].sum(axis=0)
    add("local", "agreed", "persons", *pair)
    for key in ("inside", "abroad"):
        name = f"displaced_{key}"
        pair = getattr(without, name)[0], getattr(with_event, name)[0]
        add("displaced", key, "persons", *pair)
    pair = np.exp(without.log_power[0]), np.exp(with_event.log_power[0])
    add("power", "ratio", "ratio", *pair)
    return Replay(
        question_key=asked.question.key,
        contrast=asked.contrast.label,
        seed=alone.seed,
        run=run,
        months=tuple(month_label(int(month)) for month in without.months),
        series=tuple(series),
        same=tuple(same),
    )


def _same_as_kept(asked: AskedWar, single: Block, kept: Path, run: int) -> bool:
    """Whether a run's numbers are those of a store.

    Raises:
        OutputError: If the store says that it holds another war.
    """
    stored = kept_run(kept, run)
    alone = asked.alone
    wanted = {**_identity(asked), "seed": alone.seed, "months": alone.months}
    faults = [
        Fault(
            where=str(kept),
            found=f"its {key} is {stored.about.get(key)!r}, not {value!r}",
            fix="ask for the war that it holds, with the version that made it",
        )
        for key, value in wanted.items()
        if stored.about.get(key) != value
    ]
    if faults:
        raise OutputError(faults)
    return all(
        np.array_equal(values[world], getattr(path, name)[0])
        for name, values in stored.arrays.items()
        for world, path in enumerate(single.paths)
    )


def _identity(asked: AskedWar) -> dict[str, str | int]:
    """What must be the same for two runs of one number to be the same run."""
    return {
        "question": asked.question.key,
        "contrast": asked.contrast.key,
        "boundary": month_label(asked.alone.boundary),
        "dossier": asked.dossier.war.key,
        "dossier_sha256": asked.dossier.sha256,
        "sinequanon": __version__,
        "code_sha256": code_digest(),
    }


def _about(asked: AskedWar) -> dict[str, str]:
    """What a store says of itself besides: words, licence, how to cite and make it."""
    sources = [entry for entry in catalog() if entry.file.endswith(".parquet")]
    return {
        "title": f"{asked.dossier.war.title}: runs of the war alone",
        "question_text": asked.question.text,
        "contrast_text": asked.contrast.label,
        "note": "Trajectories of a model whose parameters are drawn from priors; they "
        "are no record of what happened. Flows are by month, stocks stand at its end.",
        "command": asked.command,
        "licence": "MIT for the software; the data that the dossier and the record "
        "stand on: "
        + "; ".join(sorted({f"{one.title} ({one.licence})" for one in sources})),
        "citation": f"The Sinequanon developers: Sinequanon {__version__}. "
        + " ".join(sorted({one.citation for one in sources})),
    }
