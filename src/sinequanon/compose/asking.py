"""Asking: every lens in turn, and the answer that binds them."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from sinequanon.answer import Answer, ClaimResult
from sinequanon.bargain import table_of
from sinequanon.compose.bargain_lens import read_bargain
from sinequanon.compose.cache import remembered
from sinequanon.compose.checking import Asked, check_asked
from sinequanon.compose.claims import as_known, claim_results, departure
from sinequanon.compose.control_rows import (
    control_results,
    controls_of,
    shift_results,
    stored_controls,
)
from sinequanon.compose.further import (
    AS_KNOWN,
    NO_FURTHER,
    Further,
    claimed_effects,
    contrasts_alone,
    further_contrasts,
    further_of,
)
from sinequanon.compose.naming import in_words
from sinequanon.compose.provenance_rows import provenance, with_evidence
from sinequanon.compose.record_lens import (
    event_dyad,
    known_rate,
    nearest_window,
    read_record,
    similar_wars,
)
from sinequanon.compose.record_targets import targets_of
from sinequanon.compose.trusting import trust
from sinequanon.compose.verdicts import (
    SHIFT_DRAWS,
    outcomes_of,
    tried,
    turns_of,
    verdict_of,
)
from sinequanon.compose.war_lens import read_war
from sinequanon.compose.war_maps import maps_of
from sinequanon.dossier import Dossier, Event
from sinequanon.question import (
    Case,
    ControlFound,
    boundary_of,
    case_of,
    event_of,
    people_share,
    read_controls,
    refuse_unless_met,
    run_controls,
    run_worlds,
    winners_of,
    worlds_of,
)
from sinequanon.record import around_event
from sinequanon.war import prior_checks, setting_of

Stage = Callable[[str, int, int], None]
"""Called with (what is being done, runs done, runs in all)."""


def ask(
    place: str,
    question: str,
    *,
    horizon: int | None = None,
    runs: int | None = None,
    seed: int = 1,
    no_event: bool = False,
    contrast: str | None = None,
    without_sources: Sequence[str] = (),
    progress: Stage | None = None,
    cache: bool = True,
) -> Answer:
    """The whole answer to a question of a dossier.

    Args:
        place: Key or folder of the dossier.
        question: Key of the question.
        horizon: Months within which peace counts; the question's own if left out.
        runs: Pairs of runs of the main contrast.
        seed: The same seed gives the same answer.
        no_event: Leave the event out of both worlds.
        contrast: Key of another contrast to answer by.
        without_sources: Keys of sources to switch off.
        progress: Called as the work goes on.
        cache: Whether controls and further contrasts may come from the cache.

    Raises:
        InputError: If something asked for cannot be used.
        ControlError: If a control fails; there is then no answer.
    """
    asked = check_asked(
        place,
        question,
        horizon=horizon,
        runs=runs,
        seed=seed,
        no_event=no_event,
        contrast=contrast,
        switched_off=tuple(without_sources),
    )
    return _Answering(asked, progress, cache).answer()


class _Answering:
    """One answer in the making; each method is one lens."""

    def __init__(self, asked: Asked, progress: Stage | None, cache: bool) -> None:
        self._asked = asked
        self._progress = progress
        self._cache = cache
        dossier, question = asked.dossier, asked.question
        self._event = event_of(dossier, question.event)
        self._boundary = boundary_of(dossier, question)

    def _stage(self, name: str) -> Callable[[int, int], None] | None:
        progress = self._progress
        if progress is None:
            return None
        return lambda done, total: progress(name, done, total)

    def answer(self) -> Answer:
        """The answer, if the controls pass."""
        asked = self._asked
        dossier, question, months = asked.dossier, asked.question, asked.months
        record, rates = read_record(dossier, question, self._event, self._boundary)
        # One window whatever horizon is asked for, or the horizon would move the rate.
        window = nearest_window(rates, question.horizon_months)
        case = case_of(dossier, question, window=window, frozen=asked.frozen.by_cell)
        controls = self._controls(case)
        refuse_unless_met(controls)
        news = asked.frozen.news
        worlds = worlds_of(dossier, question, asked.contrast, news)
        # Without an event there is no effect for contrasts and claims to speak of.
        event_left_out = worlds.without.world == worlds.with_event.world
        further = NO_FURTHER if event_left_out else self._further(case)
        without, with_event = run_worlds(
            case,
            [worlds.without, worlds.with_event],
            asked.size,
            maps=True,
            progress=self._stage("with and without the event"),
        )
        recorded = around_event(
            month=self._boundary,
            lat=None,
            lon=None,
            dyad=event_dyad(dossier, self._event),
            months=months,
        ).monthly
        targets = targets_of(case.setting, without.path)
        passes = asked.contrast.main and not event_left_out and bool(case.watch)
        checks = (
            ()
            if targets is None
            else prior_checks(
                without.path,
                case.setting,
                targets,
                taken=with_event.path if passes else None,
            )
        )
        found = tried(asked, case, without, with_event)
        known = known_rate(dossier, question, months)
        verdict = verdict_of(asked, case, without, with_event, rates, found, known)
        origin = replace(
            provenance(dossier, asked.size, asked.switched_off), command=asked.command
        )
        claims: tuple[ClaimResult, ...] = ()
        if question.claims:
            claims, argument = claim_results(
                asked.place,
                effects=None if event_left_out else further.effects,
                neutral=further.neutral,
                reach=further.reach,
                departed=None if event_left_out else departure(case, with_event),
            )
            origin = with_evidence(origin, argument)
        return Answer(
            question=question.text,
            question_key=question.key,
            war_title=dossier.war.title,
            event_title=self._event.title,
            event_date=self._event.date,
            as_of=question.as_of,
            verdict=verdict,
            similar_wars=similar_wars(rates, months),
            trust=trust(
                place=asked.place,
                dossier=dossier,
                question=question,
                frozen=asked.frozen,
                controls=controls,
                checks=checks,
                without=without,
                with_event=with_event,
                winners=winners_of(dossier, question),
                as_of_day=known,
                as_known=next(
                    (row for row in further.rows if row["key"] == AS_KNOWN), None
                ),
            ),
            turns=turns_of(found, question.margin),
            holds_fixed=question.holds_fixed,
            does_not_say=question.does_not_say,
            outcomes=outcomes_of(asked, without, with_event),
            contrasts=further.rows,
            controls=(
                *control_results(controls, read_controls().book),
                *shift_results(
                    case, without, months, min(SHIFT_DRAWS, asked.size.draws)
                ),
            ),
            record=record,
            war=read_war(
                dossier,
                without,
                with_event,
                recorded,
                [
                    {
                        "name": in_words(dossier, row.name),
                        "bound": row.bound,
                        "found": row.found,
                        "passed": row.passed,
                    }
                    for row in checks
                ],
                maps_of(
                    dossier,
                    case.setting,
                    without.frames,
                    with_event.frames,
                    str(self._event.place or ""),
                ),
            ),
            bargain=read_bargain(dossier, case, without, with_event, months),
            claims=claims,
            provenance=origin,
        )

    def _controls(self, case: Case) -> tuple[ControlFound, ...]:
        asked = self._asked
        text = read_controls()
        key = [text.sha256, asked.frozen.model_dump(), asked.size.seed]
        share = _own_share(asked.dossier, self._event)
        stored = remembered(
            "controls",
            [*key, share],
            lambda: stored_controls(
                run_controls(
                    text.book,
                    case.anchor,
                    news=asked.frozen.news_taken,
                    own_people_share=share,
                    seed=asked.size.seed,
                    progress=self._stage("controls"),
                )
            ),
            use=self._cache,
        )
        return controls_of(stored)

    def _further(self, case: Case) -> Further:
        asked = self._asked
        key = [
            asked.dossier.sha256,
            asked.switched_off,
            asked.question.key,
            asked.frozen.model_dump(),
            asked.size.seed,
            asked.months,
        ]
        rows = remembered(
            "contrasts",
            key,
            lambda: further_contrasts(
                asked.dossier,
                asked.question,
                case,
                asked.frozen.news,
                seed=asked.size.seed,
                months=asked.months,
                progress=self._stage("further contrasts"),
            ),
            use=self._cache,
        )
        if not asked.question.claims:
            return contrasts_alone(rows)
        known = as_known(asked.place, asked.dossier, asked.question)
        claimed = remembered(
            "claims",
            # Whose statements are left out stands in the claims' file, not the dossier.
            [*key, [source.key for source in known.sources]],
            lambda: claimed_effects(
                known,
                asked.question,
                replace(case, setting=setting_of(known), table=table_of(known)),
                asked.frozen.news,
                seed=asked.size.seed,
                months=asked.months,
                progress=self._stage("worlds that the claims name"),
            ),
            use=self._cache,
        )
        return further_of(rows, claimed)


def _own_share(dossier: Dossier, event: Event) -> float:
    """Share of all people in the event's place; a place's mean share if it has none."""
    if event.place is None:
        return 1.0 / len(dossier.places)
    return people_share(dossier, event.place)
