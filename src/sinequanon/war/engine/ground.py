# pyright: basic
"""What a setting fixes, as the kernels read it: whole numbers, borders and places."""

from typing import Any, NamedTuple, no_type_check

import numpy as np

from sinequanon.streams import stream_key
from sinequanon.war.engine.lanes import of_one_kind
from sinequanon.war.plan import Plan

STREAMS = ("dyad", "effort", "campaign", "front", "power")
"""The streams of a month's luck, in the order of `Ground.streams`."""
DYAD, EFFORT, CAMPAIGN, FRONT, POWER = range(len(STREAMS))


@of_one_kind
class Ground(NamedTuple):
    """Fixed indices and fields of a setting; arrays are one number a place or link.

    Links stand in compressed rows: those of place p are `[at[p]:at[p + 1]]`. A joint is
    one side's power against one enemy actor: the allies that fight it. Pairs are those
    of `Plan.pairs`, each with the joints of its two directions, and `belonging` has two
    rows for each: what j defends against i, and what i defends against j.
    """

    start: int
    places: int
    actors: int
    sides: int
    dyads: int
    pairs: int
    joints: int
    regions: int
    side: Any
    holder: Any
    from_abroad: Any
    pair_i: Any
    pair_j: Any
    pair_dyad: Any
    pair_core: Any
    """1 where odds are those of core side A over B, -1 the other way, else 0."""
    core_pairs: int
    """How many pairs of the core's two sides there are."""
    dyad_core: Any
    dyad_own: Any
    dyad_other: Any
    """The two sides of a dyad."""
    ally_from: Any
    ally_to: Any
    """Allies of whom the first can go over to the second."""
    enemy: Any
    """1 where two sides have actors that may fight."""
    friend_at: Any
    friends: Any
    joint_at: Any
    joint_allies: Any
    joint_enemy: Any
    joint_i: Any
    joint_j: Any
    steps_at: Any
    steps: Any
    around_at: Any
    around: Any
    around_share: Any
    reach_at: Any
    reach: Any
    reach_share: Any
    region: Any
    density: Any
    breadth: Any
    belonging: Any
    counted: Any
    """1 for places that sums over places count, 0 for those that are watched."""
    land: Any
    """Square kilometres of the places that are counted."""
    watched: Any
    core_dyads: Any
    core_a: Any
    core_b: Any
    in_core: Any
    """1 for the actors of the core conflict."""
    states: Any
    """Actors that are states, which detain people."""
    place_keys: Any
    actor_keys: Any
    dyad_keys: Any
    effort_keys: Any
    campaign_keys: Any
    streams: Any
    """The key of each stream of `STREAMS`, two words each."""


@no_type_check
def ground_of(plan: Plan, *, seed: int, watch: tuple[str, ...] = ()) -> Ground:
    """What kernels need to know of a plan, for one seed and some watched places."""
    setting, count = plan.setting, len(plan.side)
    friend_at, friends = _compressed(plan.friends)
    joints = _joints(plan)
    joint_at, allies = _compressed([of for _, of in joints.values()])
    breadth = np.sqrt(setting.area)
    watched = [plan.place(pcode) for pcode in watch]
    counted = np.ones(len(setting.places))
    counted[watched] = 0.0
    signs = [_core_sign(plan, pair) for pair in plan.pairs]
    allied = _allied(plan)
    sides_of = {p.dyad: (plan.side[p.i], plan.side[p.j]) for p in plan.pairs}
    fought_by = [sides_of[dyad] for dyad in range(len(plan.dyads))]
    enemy = np.zeros((len(plan.side_names),) * 2, dtype=np.int64)
    for pair in plan.pairs:
        own, other = plan.side[pair.i], plan.side[pair.j]
        enemy[own, other] = enemy[other, own] = 1
    return Ground(
        start=setting.start_month,
        places=len(setting.places),
        actors=count,
        sides=len(plan.side_names),
        dyads=len(plan.dyads),
        pairs=len(plan.pairs),
        joints=len(joints),
        regions=len(plan.region_names),
        side=_whole(plan.side),
        holder=_whole(plan.holder),
        from_abroad=_whole(plan.from_abroad),
        pair_i=_whole([pair.i for pair in plan.pairs]),
        pair_j=_whole([pair.j for pair in plan.pairs]),
        pair_dyad=_whole([pair.dyad for pair in plan.pairs]),
        pair_core=_whole(signs),
        core_pairs=sum(abs(sign) for sign in signs),
        dyad_core=_whole([dyad in plan.core for dyad in range(len(plan.dyads))]),
        dyad_own=_whole([own for own, _ in fought_by]),
        dyad_other=_whole([other for _, other in fought_by]),
        ally_from=_whole([i for i, _ in allied]),
        ally_to=_whole([k for _, k in allied]),
        enemy=enemy,
        friend_at=friend_at,
        friends=friends,
        joint_at=joint_at,
        joint_allies=allies,
        joint_enemy=_whole([enemy for _, enemy in joints]),
        joint_i=_whole([_joint(plan, joints, p.i, p.j) for p in plan.pairs]),
        joint_j=_whole([_joint(plan, joints, p.j, p.i) for p in plan.pairs]),
        **_links(plan),
        region=_whole(plan.region),
        density=_single(plan.density),
        breadth=_single(breadth / breadth.mean()),
        belonging=_belonging(plan),
        counted=_single(counted),
        land=_single(counted * setting.area),
        watched=_whole(watched),
        core_dyads=_whole(plan.core),
        core_a=_whole(setting.core_a),
        core_b=_whole(setting.core_b),
        in_core=_whole([i in {*setting.core_a, *setting.core_b} for i in range(count)]),
        states=_whole([plan.actor(name) for name in setting.states]),
        place_keys=plan.place_keys,
        actor_keys=plan.actor_keys,
        dyad_keys=plan.dyad_keys,
        effort_keys=plan.effort_keys,
        campaign_keys=plan.campaign_keys,
        streams=np.array(
            [stream_key(seed, f"war/{name}") for name in STREAMS], dtype=np.uint32
        ),
    )


@no_type_check
def _whole(numbers):
    return np.array(list(numbers), dtype=np.int64)


@no_type_check
def _single(values):
    return np.ascontiguousarray(values, dtype=np.float32)


@no_type_check
def _compressed(rows):
    """Lists of whole numbers, one behind the other, and where each begins."""
    at = np.cumsum([0, *(len(row) for row in rows)])
    return _whole(at), _whole([number for row in rows for number in row])


@no_type_check
def _core_sign(plan, pair):
    core_a, core_b = plan.setting.core_a, plan.setting.core_b
    return int(pair.i in core_a and pair.j in core_b) - int(
        pair.i in core_b and pair.j in core_a
    )


@no_type_check
def _allied(plan):
    """Pairs of allies of whom neither is raised abroad, as `alignment` takes them."""
    return [
        (i, k)
        for i, friends in enumerate(plan.friends)
        for k in friends
        if k != i and not plan.from_abroad[i] and not plan.from_abroad[k]
    ]


@no_type_check
def _joints(plan):
    """The allies that join their power, by (side, enemy actor), as `fronts_of` does."""
    joints = {}
    for pair in plan.pairs:
        for i, j in ((pair.i, pair.j), (pair.j, pair.i)):
            if (plan.side[i], j) not in joints:
                allies = [
                    k
                    for k in plan.friends[i]
                    if plan.setting.hostility_high[k, j] > 0.0
                ]
                joints[plan.side[i], j] = (len(joints), allies)
    return joints


@no_type_check
def _joint(plan, joints, i, j):
    return joints[plan.side[i], j][0]


@no_type_check
def _links(plan):
    graph = plan.graph
    parts = {}
    for name in ("steps", "around", "reach"):
        matrix = getattr(graph, name).matrix
        parts[f"{name}_at"] = _whole(matrix.indptr)
        parts[name] = _whole(matrix.indices)
        parts[f"{name}_share"] = _single(matrix.data)
    del parts["steps_share"]
    return parts


@no_type_check
def _belonging(plan):
    """Home ground in the defender's favour, by pair and direction, as in `control`."""
    found = {}
    ways = [way for pair in plan.pairs for way in ((pair.j, pair.i), (pair.i, pair.j))]
    for pair in plan.pairs:
        for loser, taker in ((pair.i, pair.j), (pair.j, pair.i)):
            felt = (plan.home[loser] - plan.home[taker]) * plan.density
            found[plan.side[loser], plan.side[taker]] = felt
    rows = [found[plan.side[loser], plan.side[taker]] for loser, taker in ways]
    places = len(plan.setting.places)
    return _single(np.array(rows).reshape(len(rows), places))
