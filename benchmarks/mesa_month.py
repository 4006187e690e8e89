"""The month of the war as a plain Mesa model, timed; runs where only Mesa is installed.

`python mesa_month.py CASE` prints one JSON line. The case is what `engine_month.py`
exports: the same places, borders, actors and draws of the parameters. The mechanisms in
common are recruitment with exits, movement along borders, fighting by hostile pairs
with the ratio of power, control with a dead band, and displacement.
"""

import argparse
import json
import math
import resource
import sys
import time
import tracemalloc
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mesa
from mesa_place import Place

_ROUNDS_AT_START = 6
_WALKS = 2
_HOME_STEPS = 2

Case = dict[str, Any]


@dataclass
class Pair:
    """Two hostile actors, and what one run draws for them."""

    i: int
    j: int
    dyad: tuple[int, int]
    hostility: float
    effort_i: float
    effort_j: float
    selective_i: float
    selective_j: float
    support_i: float
    support_j: float
    allies_i: list[tuple[int, float]]
    """Actors of i's side that fight j, with their support against j."""
    allies_j: list[tuple[int, float]]
    civilian_share: float
    deadliness: float
    lethality: float = 0.0
    heat: float = 0.0


class War(mesa.Model):
    """One run of the war: 272 places in the case of Syria, six actors."""

    def __init__(self, case: Case, run: int, *, hops: int) -> None:
        """A war at its start.

        Args:
            case: What `engine_month.py` exports.
            run: Which of the case's draws to use; also the seed.
            hops: Hops along borders in a month.
        """
        super().__init__(seed=run)
        self.hops = hops
        self._read(case, run)
        self._settle_places(case)
        self._pair_up(case, run)
        self.dead = 0.0
        self.abroad_now = 0.0
        self.dyad_luck = {pair.dyad: self.random.gauss(0.0, 1.0) for pair in self.pairs}
        self.datacollector = mesa.DataCollector(
            model_reporters={
                "deaths": lambda m: sum(place.deaths for place in m.agents),
                "fighters": lambda m: m.count("fighters"),
                "held": lambda m: m.count("control"),
                "inside": lambda m: sum(place.inside for place in m.agents),
                "abroad": "abroad_now",
            }
        )
        self._deploy()

    def _read(self, case: Case, run: int) -> None:
        """Take one draw of the parameters."""
        drawn = {name: values[run] for name, values in case["parameters"].items()}
        self.actors: list[str] = case["actors"]
        self.sides: list[str] = sorted(set(case["sides"]))
        self.side = [self.sides.index(name) for name in case["sides"]]
        self.from_abroad: list[bool] = case["from_abroad"]
        self.holder: list[int] = case["holder"]
        self.start_heads = [row[run] for row in case["strength"]]
        self.quality = [row[run] for row in case["quality"]]
        self.foreign = [
            1.0 if abroad else row[run]
            for abroad, row in zip(self.from_abroad, case["foreign"], strict=True)
        ]
        self.turnover = -math.expm1(-drawn["turnover"])
        self.mobilisation = -math.expm1(-drawn["mobilisation"])
        self.mobility = -math.expm1(-drawn["mobility"])
        self.advantage = math.log(max(drawn["advantage"], 1.0))
        self.phi = min(drawn["phi"], 0.99)
        self.abroad = min(drawn["abroad"], 1.0)
        self.lethality = drawn["lethality"]
        self.losses = drawn["losses"]
        self.omega = drawn["omega"]
        self.frontage = drawn["frontage"]
        self.reach = drawn["reach"]
        self.capture = drawn["capture"]
        self.yielding = drawn["yielding"]
        self.urban = drawn["urban"]
        self.home = drawn["home"]
        self.rear = drawn["rear"]
        self.value_people = drawn["value_people"]
        self.value_land = drawn["value_land"]
        self.people_exponent = drawn["people_exponent"]
        self.sigma = drawn["sigma"]
        self.sigma_front = drawn["sigma_front"]
        self.sigma_power = drawn["sigma_power"]
        self.flight = drawn["flight"]
        self.homecoming = drawn["homecoming"]

    def _settle_places(self, case: Case) -> None:
        """Make the places, their borders, and whose ground they are."""
        rows = case["places"]
        places = [Place(self, people=row["people"], area=row["area"]) for row in rows]
        people = sum(row["people"] for row in rows)
        per_km = people / sum(row["area"] for row in rows)
        mean_people = max(people / len(rows), 1.0)
        mean_root = sum(math.sqrt(row["area"]) for row in rows) / len(rows)
        length = [sum(km for _, km in row["borders"]) for row in rows]
        for p, (place, row) in enumerate(zip(places, rows, strict=True)):
            place.control = list(row["control"])
            place.neighbours = [places[q] for q, _ in row["borders"]]
            place.around = [(places[q], km / length[p]) for q, km in row["borders"]]
            place.arrivals = [(places[q], km / length[q]) for q, km in row["borders"]]
            density = place.residents / place.area
            place.crowding = density / (density + per_km)
            place.breadth = math.sqrt(place.area) / mean_root
            crowd = max(place.residents / mean_people, 1e-3) ** self.value_people
            place.worth = crowd + self.value_land * place.breadth + 0.1
        for place in places:
            held = place.side_control()
            place.home = [held[side] for side in self.side]
        for _ in range(_HOME_STEPS):
            fields = [
                [
                    max(own, 0.5 * sum(s * q.home[i] for q, s in place.around))
                    for i, own in enumerate(place.home)
                ]
                for place in places
            ]
            for place, field in zip(places, fields, strict=True):
                place.home = field

    def _pair_up(self, case: Case, run: int) -> None:
        """Make the pairs of hostile actors."""

        def allies(i: int, j: int) -> list[tuple[int, float]]:
            return [
                (k, case["support"][k][j][run])
                for k, side in enumerate(self.side)
                if side == self.side[i] and case["hostility"][k][j][run] > 0.0
            ]

        self.pairs: list[Pair] = []
        for entry in case["pairs"]:
            i, j, dyad = entry["i"], entry["j"], entry["dyad"]
            effort_i = case["selectivity"][i][j][run]
            effort_j = case["selectivity"][j][i][run]
            self.pairs.append(
                Pair(
                    i=i,
                    j=j,
                    dyad=tuple(sorted((self.side[i], self.side[j]))),
                    hostility=case["hostility"][i][j][run],
                    effort_i=effort_i,
                    effort_j=effort_j,
                    selective_i=min(effort_i, 1.0),
                    selective_j=min(effort_j, 1.0),
                    support_i=case["support"][i][j][run],
                    support_j=case["support"][j][i][run],
                    allies_i=allies(i, j),
                    allies_j=allies(j, i),
                    civilian_share=case["civilian_share"][dyad][run],
                    deadliness=case["deadliness"][dyad][run],
                )
            )

    def _deploy(self) -> None:
        """Put forces where people and land are, then let the rule of movement run."""
        whole = [0.0] * len(self.actors)
        for place in self.agents:
            held = place.side_control()
            place.fighters = [
                (held[self.side[i]] if self.from_abroad[i] else share) * place.worth
                for i, share in enumerate(place.control)
            ]
            whole = [a + b for a, b in zip(whole, place.fighters, strict=True)]
        for place in self.agents:
            place.fighters = [
                self.start_heads[i] * share / whole[i] if whole[i] > 0.0 else 0.0
                for i, share in enumerate(place.fighters)
            ]
        self.people_start = self.people_under()
        self.agents.do("draw_luck")
        for _ in range(_ROUNDS_AT_START):
            self.move()

    def count(self, name: str) -> list[float]:
        """A sum over places, one number an actor."""
        rows = [getattr(place, name) for place in self.agents]
        return [sum(column) for column in zip(*rows, strict=True)]

    def people_under(self) -> list[float]:
        """People under each actor's control."""
        totals = [0.0] * len(self.actors)
        for place in self.agents:
            everyone = place.residents + place.inside
            for i, share in enumerate(place.control):
                totals[i] += share * everyone
        return totals

    def recruit(self) -> None:
        """Replace those who leave and a part of what has been lost."""
        self.agents.do("muster")
        self.pool = self.count("ground")
        heads = self.count("fighters")
        self.wanted = []
        for i, people in enumerate(self.people_under()):
            start = self.start_heads[i]
            missing = max(start - heads[i], 0.0)
            joiners = self.turnover * start + self.mobilisation * missing
            before = self.people_start[i]
            share = people / max(before, 1.0) if before > 0.0 else 1.0
            self.wanted.append(joiners * share**self.people_exponent)
        self.agents.do("join")

    def move(self) -> None:
        """Move along borders towards threatened places, some hops a month."""
        for stage in ("look", "weigh", "sum_weights"):
            self.agents.do(stage)
        for _ in range(self.hops):
            self.agents.do("send")
            self.agents.do("receive")

    def heat_up(self) -> None:
        """Draw how hot each dyad of sides is this month."""
        keep = math.sqrt(1.0 - self.phi**2)
        for dyad, luck in self.dyad_luck.items():
            shock = self.random.gauss(0.0, 1.0)
            self.dyad_luck[dyad] = self.phi * luck + keep * shock
        for pair in self.pairs:
            luck = self.sigma * self.dyad_luck[pair.dyad] - self.sigma**2 / 2.0
            both = math.sqrt(pair.effort_i * pair.effort_j)
            pair.heat = pair.hostility * math.exp(luck) * both
            pair.lethality = self.lethality * pair.deadliness

    def step(self) -> None:
        """One month of the war."""
        self.heat_up()
        self.agents.do("draw_luck")
        self.recruit()
        self.move()
        self.agents.do("look")
        for stage in ("fight", "bury", "pass_control", "flee"):
            self.agents.do(stage)
        for _ in range(_WALKS):
            self.agents.do("point")
            self.agents.do("walk")
        self.agents.do("settle")
        self.abroad_now += sum(place.crossing for place in self.agents)
        self.datacollector.collect(self)


def course(case: Case, run: int, months: int, hops: int) -> War:
    """A whole run, from its start over its months."""
    war = War(case, run, hops=hops)
    for _ in range(months):
        war.step()
    return war


def main() -> None:
    """Print the timing of some runs, and what they came to, as one JSON line."""
    parser = argparse.ArgumentParser(description="Time a plain Mesa month of the war.")
    parser.add_argument("case", type=Path)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--months", type=int, default=37)
    parser.add_argument("--hops", type=int, default=6)
    parser.add_argument("--memory", action="store_true", help="trace allocations")
    options = parser.parse_args()
    case = json.loads(options.case.read_text(encoding="utf-8"))
    if options.memory:
        tracemalloc.start()
    wall, cpu = time.perf_counter(), time.process_time()
    wars = [
        course(case, run, options.months, options.hops) for run in range(options.runs)
    ]
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    cells = len(case["actors"]) * len(case["places"]) * options.months * options.runs
    told = {
        "wall_s": wall,
        "cpu_s": cpu,
        "cell_steps": cells,
        "peak_process_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0,
        "traced_peak_mb": tracemalloc.get_traced_memory()[1] / 1e6
        if options.memory
        else None,
        "version": mesa.__version__,
        "deaths": [sum(war.datacollector.model_vars["deaths"]) for war in wars],
        "held": [war.datacollector.model_vars["held"][-1][0] for war in wars],
    }
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
