"""One place of the war as a Mesa agent: what it does in each stage of a month.

Written as a user of Mesa would: plain Python, one object a place, a number an actor in
lists. A stage that looks at neighbours reads what they wrote in the stage before, so
the order in which places act does not matter.
"""

import math
from typing import TYPE_CHECKING

import mesa

if TYPE_CHECKING:
    from mesa_month import War

_GUARDS = 30.0
_CLIP = 4.0
_HOTTEST = 1.5
_MOST_LOST = 0.6
_MOST_RAISED = 0.05
_PASSABLE = 0.2
_FLOOR = 1e-12
_DEADLY = 1e-4


class Place(mesa.Agent):
    """A place: its people, its fighters by actor, and who holds what share of it."""

    model: "War"

    def __init__(self, model: "War", *, people: float, area: float) -> None:
        """A place before it knows its neighbours and its holders."""
        super().__init__(model)
        none = [0.0] * len(model.actors)
        self.residents = people
        self.inside = 0.0
        self.area = area
        self.crowding = 0.0
        self.breadth = 1.0
        self.worth = 1.0
        self.control = list(none)
        self.home = list(none)
        self.fighters = list(none)
        self.neighbours: list[Place] = []
        self.around: list[tuple[Place, float]] = []
        """Neighbours, each with its share of this place's border."""
        self.arrivals: list[tuple[Place, float]] = []
        """Neighbours, each with the share of its border that is with this place."""
        self.front_luck = model.random.gauss(0.0, 1.0)
        self.deaths = 0.0
        self.crossing = 0.0

    # ---- recruitment ------------------------------------------------------------
    def muster(self) -> None:
        """Count the residents that each actor can raise men from."""
        held = self.side_control()
        self.ground = [
            self.residents * (held[side] if abroad else self.control[i])
            for i, (side, abroad) in enumerate(
                zip(self.model.side, self.model.from_abroad, strict=True)
            )
        ]

    def join(self) -> None:
        """Let a share of the fighters leave and others join."""
        model = self.model
        for i, heads in enumerate(self.fighters):
            leaving = model.turnover * heads
            self.residents += leaving * (1.0 - model.foreign[i])
            pool = max(model.pool[i], 1.0)
            wanted = model.wanted[i] / pool
            local = min(wanted * (1.0 - model.foreign[i]), _MOST_RAISED)
            raised = local * min(self.ground[i], self.residents)
            self.residents -= raised
            came = self.ground[i] * wanted * model.foreign[i]
            self.fighters[i] = heads - leaving + raised + came

    # ---- movement along borders ---------------------------------------------------
    def side_control(self) -> list[float]:
        """The share of the place that each side holds."""
        held = [0.0] * len(self.model.sides)
        for i, share in enumerate(self.control):
            held[self.model.side[i]] += share
        return held

    def draw_luck(self) -> None:
        """Draw how hot the front is here this month."""
        model = self.model
        shock = model.random.gauss(0.0, 1.0)
        self.front_luck = (
            model.phi * self.front_luck + math.sqrt(1.0 - model.phi**2) * shock
        )
        sigma = model.sigma_front
        self.front = math.exp(sigma * self.front_luck - sigma**2 / 2.0)

    def look(self) -> None:
        """Count the heads in reach, garrisons over the border among them."""
        reach = self.model.reach
        self.held = self.side_control()
        self.heads = [
            own
            + reach * sum(share * other.fighters[i] for other, share in self.arrivals)
            for i, own in enumerate(self.fighters)
        ]

    def weigh(self) -> None:
        """Weigh how much the place pulls each actor's forces."""
        model = self.model
        crowd = sum(self.heads) + _FLOOR
        pull = [0.0] * len(self.heads)
        for pair in model.pairs:
            i, j = pair.i, pair.j
            pull[i] += pair.hostility * pair.effort_i * self.heads[j] / crowd
            pull[j] += pair.hostility * pair.effort_j * self.heads[i] / crowd
        open_to = [
            min(
                (own + 0.5 * sum(share * other.held[s] for other, share in self.around))
                / _PASSABLE,
                1.0,
            )
            for s, own in enumerate(self.held)
        ]
        self.weight = []
        for i, side in enumerate(model.side):
            weight = (pull[i] + model.rear * self.held[side]) * open_to[side]
            weight *= self.worth * self.front
            self.weight.append(weight if weight > _FLOOR else 0.0)

    def sum_weights(self) -> None:
        """Sum the weights of the place and its neighbours."""
        self.weight_around = [
            own + sum(other.weight[i] for other in self.neighbours)
            for i, own in enumerate(self.weight)
        ]

    def send(self) -> None:
        """Offer fighters to the place and its neighbours, by weight."""
        self.sent = [
            heads / around if around > 0.0 else 0.0
            for heads, around in zip(self.fighters, self.weight_around, strict=True)
        ]

    def receive(self) -> None:
        """Take in those who come, and see off those who go."""
        mobility = self.model.mobility
        for i, around in enumerate(self.weight_around):
            if around > 0.0:
                coming = self.sent[i] + sum(other.sent[i] for other in self.neighbours)
                self.fighters[i] = (1.0 - mobility) * self.fighters[i] + (
                    mobility * self.weight[i] * coming
                )

    # ---- fighting and control -------------------------------------------------------
    def fight(self) -> None:
        """Fight by hostile pairs, and note which shares of the place would pass."""
        model = self.model
        power = [
            heads
            * model.quality[i]
            * math.exp(model.sigma_power * model.random.gauss(0.0, 1.0))
            for i, heads in enumerate(self.heads)
        ]
        room = model.frontage * self.breadth
        roots = [math.sqrt(heads / (1.0 + heads / room)) for heads in self.heads]
        lost = [0.0] * len(power)
        dead: list[tuple[int, int, float, float, float]] = []
        self.rates: list[tuple[int, int, float]] = []
        for pair in model.pairs:
            i, j = pair.i, pair.j
            ours = sum(power[k] * support for k, support in pair.allies_i)
            theirs = sum(power[k] * support for k, support in pair.allies_j)
            odds = math.log((ours + _GUARDS) / (theirs + _GUARDS))
            odds = max(-_CLIP, min(odds, _CLIP))
            intensity = self.front * pair.heat
            base = pair.lethality * intensity * roots[i] * roots[j]
            tilt = math.exp(model.omega * odds)
            of_i, of_j = base / tilt, base * tilt
            per_death = model.losses * (1.0 - pair.civilian_share)
            lost[i] += per_death * of_i
            lost[j] += per_death * of_j
            dead.append((i, j, of_i, of_j, pair.civilian_share))
            part_i = power[i] * pair.support_i / (ours + _FLOOR)
            part_j = power[j] * pair.support_j / (theirs + _FLOOR)
            self.note(i, j, odds, intensity, part_i * pair.selective_i)
            self.note(j, i, -odds, intensity, part_j * pair.selective_j)
        self.risk = []
        shrink = []
        for i, heads in enumerate(self.heads):
            hazard = lost[i] / max(heads, _FLOOR)
            self.risk.append(-math.expm1(-hazard))
            shrink.append(self.risk[i] / hazard if hazard > _FLOOR else 1.0)
        self.deaths = 0.0
        self.civilians = 0.0
        for i, j, of_i, of_j, civilian_share in dead:
            here = of_i * shrink[i] + of_j * shrink[j]
            self.deaths += here
            self.civilians += civilian_share * here

    def note(
        self, taker: int, loser: int, odds: float, intensity: float, part: float
    ) -> None:
        """Note a rate of capture where the odds exceed the defender's advantage."""
        model = self.model
        advantage = model.advantage + self.crowding * (
            model.urban + model.home * (self.home[loser] - self.home[taker])
        )
        beyond = odds - advantage
        if beyond > 0.0:
            yields = -math.expm1(-model.yielding * beyond)
            rate = model.capture * min(intensity, _HOTTEST) * yields * part
            self.rates.append((taker, loser, rate))

    def bury(self) -> None:
        """Lose the fighters at risk here and over the borders, and civilians."""
        reach = self.model.reach
        for i, risk in enumerate(self.risk):
            near = sum(share * other.risk[i] for other, share in self.around)
            self.fighters[i] *= 1.0 - min(risk + reach * near, _MOST_LOST)
        everyone = self.residents + self.inside
        self.scope = -math.expm1(-self.deaths / max(_DEADLY * everyone, 1e-9))
        alive = 1.0 - min(self.civilians / max(everyone, 1e-9), 1.0)
        self.residents *= alive
        self.inside *= alive

    def pass_control(self) -> None:
        """Pass the noted shares, all at once."""
        whole = [0.0] * len(self.control)
        for _, loser, rate in self.rates:
            whole[loser] += rate
        leaving = [
            share * -math.expm1(-rate) / max(rate, _FLOOR)
            for share, rate in zip(self.control, whole, strict=True)
        ]
        for taker, loser, rate in self.rates:
            flow = leaving[loser] * rate
            self.control[loser] -= flow
            self.control[self.model.holder[taker]] += flow

    # ---- displacement ---------------------------------------------------------------
    def flee(self) -> None:
        """Leave where fighting touches people: abroad, or towards the quiet."""
        model = self.model
        self.haven = (self.residents + 1.0) * (1.05 - self.scope)
        leaving = -math.expm1(-model.flight * self.scope)
        going = (self.residents + self.inside) * leaving
        self.residents -= self.residents * leaving
        self.inside -= self.inside * leaving
        self.crossing = going * model.abroad
        self.walking = going - self.crossing

    def point(self) -> None:
        """Share those who walk over the place and its neighbours."""
        havens = self.haven + sum(other.haven for other in self.neighbours)
        self.pointed = self.walking / havens

    def walk(self) -> None:
        """Take in those who walk here."""
        coming = self.pointed + sum(other.pointed for other in self.neighbours)
        self.walking = self.haven * coming

    def settle(self) -> None:
        """Shelter those who came; some settle where it is quiet."""
        self.inside += self.walking
        quiet = self.model.homecoming * (1.0 - self.scope)
        settling = self.inside * -math.expm1(-quiet)
        self.inside -= settling
        self.residents += settling
