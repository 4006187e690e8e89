"""The answer: one plain value that carries everything a reader sees.

`report`, `cli` and `web` print it and compute nothing. Its JSON form is documented in
`docs/json.md`.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class BaseRate:
    """How often wars like this one ended so, without any model."""

    value: float
    interval90: tuple[float, float]
    wars: tuple[str, ...]
    conflict_years: int
    episodes: int
    window_months: tuple[float, float]
    definition: str
    known_value: float = float("nan")
    """The same in windows that had closed by the day of the question."""
    known_interval90: tuple[float, float] = (float("nan"), float("nan"))


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The paired answer to the question, with its three uncertainties.

    `with_event` and `without_event` are chances; `difference` their mean paired
    difference; `standard_error` the Monte Carlo error of that mean; `interval90` the
    5-95 % range over draws of the parameters; `p_negligible` the share of draws whose
    effect is smaller than the margin.
    """

    outcome: str
    horizon_months: int
    margin: float
    with_event: float
    without_event: float
    difference: float
    standard_error: float
    interval90: tuple[float, float]
    p_negligible: float
    hazard_ratio: float
    hazard_ratio_interval90: tuple[float, float]
    null_hazard_ratio: float
    largest_hazard_ratio: float
    largest_hazard_ratio_label: str
    base_rate: BaseRate
    words: str
    overridden: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """A paired outcome; `group` says which contrast it belongs to."""

    name: str
    label: str
    unit: str
    group: str
    with_event: float
    without_event: float
    difference: float
    standard_error: float
    interval90: tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class ControlResult:
    """A control: what the laboratory had to say, and what it said."""

    name: str
    label: str
    expected: str
    found: str
    passed: bool
    judged: bool
    """False for rows that are printed and not judged."""
    cells: tuple[tuple[str, float, float], ...] = ()
    """(cell, share of draws with the right sign, median hazard ratio)."""


@dataclass(frozen=True, kw_only=True)
class Series:
    """A monthly series for a chart: `values` and optional low and high bands."""

    name: str
    months: tuple[str, ...]
    values: tuple[float, ...]
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RecordLens:
    """What happened and what such wars did."""

    base_rates: tuple[dict[str, object], ...]
    """Rows {ending, horizon_years, value, low, high}."""
    window_totals: tuple[dict[str, object], ...]
    """Rows {dyad, before, after, note} around the event."""
    deaths: tuple[Series, ...]
    """Monthly deaths by dyad around the event."""
    near_place: tuple[Series, ...]
    notes: tuple[str, ...]
    marks: tuple[tuple[str, str], ...] = ()
    """(date as YYYY-MM-DD, label) of dated events to mark in charts, as truces."""


@dataclass(frozen=True, kw_only=True)
class WarMaps:
    """Who holds each place in the runs, at the ends of some months, in both worlds.

    Bytes are written as base64. `held_*` are shares of runs in which a holder holds
    most of a place, 0 to 255, by month, place, holder. A single run has one byte for
    each month and place: 32 times the position of the holder with most of the place,
    plus its share of it, 0 to 31.
    """

    places: tuple[str, ...]
    """Codes."""
    holders: tuple[dict[str, object], ...]
    """Rows {key, name, side}."""
    months: tuple[str, ...]
    runs: int
    held_with: str
    held_without: str
    single: tuple[dict[str, object], ...]
    """Rows {run, with, without}."""
    place: str = ""
    """Code of the event's place; empty if it has none."""


@dataclass(frozen=True, kw_only=True)
class WarLens:
    """How the war goes on with and without the event."""

    deaths_with: tuple[Series, ...]
    observed: tuple[Series, ...]
    strengths: tuple[Series, ...]
    held: tuple[Series, ...]
    prior_checks: tuple[dict[str, object], ...]
    """Rows {name, bound, found, passed}."""
    parameters: tuple[dict[str, object], ...]
    """Rows {name, unit, low, median, high, hypothesis, source}."""
    settings: tuple[dict[str, object], ...]
    """Rows {what, dated, reported, inferred} and like counts of support."""
    notes: tuple[str, ...]
    maps: WarMaps | None = None


@dataclass(frozen=True, kw_only=True)
class BargainLens:
    """Which peace is open, to whom, and what is its sine qua non."""

    zone_open_with: float
    zone_open_without: float
    by_encoding: tuple[dict[str, object], ...]
    """Rows {encoding, mapping, zone_open_with, zone_open_without, hazard_ratio, low,
    high}."""
    terms: tuple[dict[str, object], ...]
    """Rows {issue, option, label, by_party: {party: chance that it accepts some
    settlement with it}, sine_qua_non_of: {party: chance}, in_zone: chance}."""
    sine_qua_non: tuple[dict[str, object], ...]
    """Rows {of, issue, option, label, encoding, chance_with, chance_without}."""
    incompatible_demands: tuple[dict[str, object], ...]
    """Rows {demands: [..], parties: [..], chance}."""
    minimal_changes: tuple[dict[str, object], ...]
    """Rows {demands: [..], parties: [..], chance}."""
    binding: tuple[dict[str, object], ...]
    """Rows {party, chance}: whose surplus is the smallest."""
    reference_points: tuple[dict[str, object], ...]
    """Rows {name, settlement}: weighted mean, Nash; descriptions only."""
    kinds: tuple[dict[str, object], ...]
    notes: tuple[str, ...]
    names: dict[str, str] = field(default_factory=dict[str, str])
    """Words to print for the keys of parties and issues; a key without is printed."""


@dataclass(frozen=True, kw_only=True)
class ClaimResult:
    """A claim, its criterion fixed in advance, and what the test found."""

    id: str
    claim: str
    author: str
    kind: str
    lens: str
    criterion: dict[str, str]
    """{measure, supported_if, contradicted_if, undecided_if, charitable_reading}."""
    measured: str
    """What was found, in one or two sentences with numbers; empty if not tested."""
    result: str
    """agrees | disagrees | cannot tell | depends on ... | assumed | not a question of
    fact | not tested yet."""
    rests_on: tuple[str, ...] = ()
    missing: str | None = None
    """The input that is missing, for a claim not tested yet."""
    by_reading: tuple[tuple[str, str], ...] = ()
    """(reading or horizon or rule, result)."""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SourceRow:
    """A source as the page lists it."""

    key: str
    author: str
    title: str
    publisher: str
    date: str
    stance: str
    grade: str
    address: str
    uses: int


@dataclass(frozen=True, kw_only=True)
class DataRow:
    """A data file that the answer stands on."""

    name: str
    title: str
    version: str
    licence: str
    citation: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """What the answer was made from, so that it can be made again."""

    version: str
    seed: int
    runs: int
    draws: int
    dossier: str
    dossier_sha256: str
    data: tuple[DataRow, ...]
    sources: tuple[SourceRow, ...]
    switched_off: tuple[str, ...]
    share_judgement: float
    judged: tuple[dict[str, object], ...]
    """Rows {what, judged, total}."""
    command: str = ""
    """The command that makes this answer again."""


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What would turn the answer: one assumption, changed, and what comes out."""

    assumption: str
    value: str
    difference: float
    hazard_ratio: float
    note: str
    standard_error: float = float("nan")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Question, verdict, outcomes, controls, four lenses, provenance."""

    question: str
    question_key: str
    war_title: str
    event_title: str
    event_date: str
    as_of: str
    verdict: Verdict
    similar_wars: str
    """What similar wars did, in one or two sentences."""
    trust: tuple[str, ...]
    """How far to trust it, one sentence an entry."""
    turns: tuple[Turn, ...]
    does_not_say: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    contrasts: tuple[dict[str, object], ...]
    """Rows {key, label, pairs, difference, standard_error, low, high, hazard_ratio}."""
    controls: tuple[ControlResult, ...]
    record: RecordLens
    war: WarLens
    bargain: BargainLens
    claims: tuple[ClaimResult, ...]
    provenance: Provenance
    holds_fixed: tuple[str, ...] = field(default=())
    """What both worlds have in common, and what neither has."""
    notes: tuple[str, ...] = field(default=())


@dataclass(frozen=True, kw_only=True)
class Spread:
    """A quantity over runs: its median and its 5 % and 95 % points."""

    median: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class WarRow:
    """A quantity of the war alone in some months, in both worlds."""

    group: str
    key: str
    label: str
    unit: str
    span: str
    """The months, as `2016-04 to 2017-03`."""
    without_event: Spread
    with_event: Spread
    difference: Spread
    """Of the paired differences, with minus without."""
    record: float = float("nan")
    """What is on record of the same months; not-a-number where nothing is."""


@dataclass(frozen=True, kw_only=True)
class WarAlone:
    """The war of a question without the bargain, with the event and without it."""

    question: str
    question_key: str
    war_title: str
    event_title: str
    event_date: str
    contrast: str
    months: int
    runs: int
    seed: int
    rows: tuple[WarRow, ...]
    gone: tuple[dict[str, object], ...]
    """Rows {side, without, with, base_rate, low, high, years}."""
    prior_checks: tuple[dict[str, object], ...]
    """Rows {name, bound, found, passed}."""
    notes: tuple[str, ...]
    version: str
    dossier: str
    dossier_sha256: str
    code_sha256: str
    command: str
    """The command that makes the same again."""


@dataclass(frozen=True, kw_only=True)
class ReplayedSeries:
    """A quantity of one run, month by month, in both worlds."""

    group: str
    key: str
    label: str
    unit: str
    without_event: tuple[float, ...]
    with_event: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Replay:
    """One run of the war alone, run again."""

    question_key: str
    contrast: str
    seed: int
    run: int
    months: tuple[str, ...]
    series: tuple[ReplayedSeries, ...]
    same: tuple[tuple[str, bool], ...]
    """(what it was compared with, whether every number is the same)."""
