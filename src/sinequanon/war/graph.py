# pyright: basic
# scipy's sparse matrices carry no types: this adapter is the only file that meets them.
"""The graph of places: sums over neighbours that never mix runs.

Products with compressed rows add the neighbours of a place in a fixed order for each
run by itself, so a run's numbers are the same bits in any batch (a dense product may
choose another order of summation for another batch size).
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from sinequanon.axes import Float, Int

PlaceRuns = Float[np.ndarray, "places runs"]


@dataclass(frozen=True)
class Links:
    """A fixed linear map from places to places, applied to every run alike.

    `stacks` holds the same map for several layers at once (one for each actor, say):
    one long product instead of many short ones, with the same bits.
    """

    matrix: sparse.csr_array
    stacks: dict[int, sparse.csr_array]

    def each(
        self, layers: Float[np.ndarray, "layers places runs"]
    ) -> Float[np.ndarray, "layers rows runs"]:
        """The map applied to each layer of `(layers, places, runs)`."""
        count, _, runs = layers.shape
        flat = np.ascontiguousarray(layers).reshape(-1, runs)
        return (self.stacks[count] @ flat).reshape(count, -1, runs)

    def __matmul__(self, values: PlaceRuns) -> Float[np.ndarray, "rows runs"]:
        """The map applied to `(places, runs)`."""
        return self.matrix @ values


@dataclass(frozen=True, kw_only=True)
class Graph:
    """Borders as linear maps.

    `reach` sends a garrison's heads over its borders: each neighbour p of q gets the
    share of q's border that is with p. `around` is its transpose: the border-weighted
    mean over neighbours. `steps` is adjacency plus identity, for movement. `total`
    sums over places.
    """

    reach: Links
    around: Links
    steps: Links
    total: Links


def graph_of(
    indptr: Int[np.ndarray, " places_and_one"],
    indices: Int[np.ndarray, " borders"],
    border_km: Float[np.ndarray, " borders"],
    *,
    layers: tuple[int, ...] = (),
) -> Graph:
    """The graph of a border list; a place without borders reaches nobody.

    `layers` are the numbers of layers that `Links.each` will be asked for.
    """
    places = len(indptr) - 1
    shape = (places, places)
    borders = sparse.csr_array((border_km, indices, indptr), shape=shape)
    length = np.asarray(borders.sum(axis=1)).reshape(-1)
    scale = np.divide(1.0, length, out=np.zeros(places), where=length > 0.0)
    around = sparse.csr_array(sparse.diags_array(scale) @ borders)
    joined = sparse.csr_array((np.ones(len(indices)), indices, indptr), shape=shape)
    steps = sparse.csr_array(joined + sparse.eye_array(places))
    return Graph(
        reach=_links(sparse.csr_array(around.T), layers),
        around=_links(around, layers),
        steps=_links(steps, layers),
        total=_links(sparse.csr_array(np.ones((1, places))), layers),
    )


def totals(
    graph: Graph, layers: Float[np.ndarray, "layers places runs"]
) -> Float[np.ndarray, "layers runs"]:
    """The sums over places of each layer, run by run."""
    return graph.total.each(layers)[:, 0]


def _links(matrix: sparse.csr_array, layers: tuple[int, ...]) -> Links:
    matrix.sort_indices()
    stacks = {
        count: sparse.csr_array(sparse.kron(sparse.eye_array(count), matrix))
        for count in layers
    }
    for stack in stacks.values():
        stack.sort_indices()
    return Links(matrix, stacks)


def total(graph: Graph, values: PlaceRuns) -> Float[np.ndarray, " runs"]:
    """The sum over places, run by run."""
    return (graph.total @ values)[0]
