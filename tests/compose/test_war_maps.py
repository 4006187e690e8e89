"""Maps of an answer's runs as bytes: shares of runs, and single runs."""

import base64
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sinequanon.compose.war_maps import maps_of
from sinequanon.dossier import Dossier
from sinequanon.question import largest, run_some
from sinequanon.question.alone import Alone, alone_of


@pytest.fixture(scope="module")
def alone(syria: Dossier) -> Alone:
    question = syria.questions[0]
    main = next(one for one in question.contrasts if one.main)
    return alone_of(syria, question, main, months=4, runs=10, seed=2)


def made(syria: Dossier, alone: Alone, one: Any, other: Any) -> Any:
    return maps_of(syria, alone.setting, one, other, "SY040500")


def test_bytes_are_shares_and_holders(syria: Dossier, alone: Alone):
    block = run_some(alone, 0, 10)
    found = made(syria, alone, *block.frames)
    shape = (len(found.months), len(found.places), len(found.holders))
    for text, frames in zip(
        (found.held_without, found.held_with), block.frames, strict=True
    ):
        held = np.frombuffer(base64.b64decode(text), np.uint8).reshape(shape)
        wanted = frames.held.transpose(2, 1, 0) / 10.0
        assert np.abs(held / 255.0 - wanted).max() <= 0.5 / 255.0 + 1e-9
    assert found.months == ("2016-03", "2016-06", "2016-07")
    assert [row["run"] for row in found.single] == list(range(8))
    control = block.paths[1].control[3:4]
    packed = np.frombuffer(
        base64.b64decode(str(found.single[3]["with"])), np.uint8
    ).reshape(shape[:2])
    holder = largest(alone.setting, control)[0].T
    assert np.array_equal(packed >> 5, holder)
    share = np.take_along_axis(control[0], holder.T[None], axis=0)[0].T
    assert np.abs((packed & 31) / 31.0 - share).max() <= 0.5 / 31.0 + 1e-6


def test_without_frames_there_are_no_maps(syria: Dossier, alone: Alone):
    frames = run_some(alone, 0, 2).frames[0]
    assert made(syria, alone, None, frames) is None
    few = replace(frames, shown=frames.shown[:1])
    assert len(made(syria, alone, few, few).single) == 1
