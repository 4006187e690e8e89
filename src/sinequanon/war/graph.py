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
    """A fixed linear map from places to places, applied to every run alike."""

    matrix: sparse.csr_array

    def __matmul__(self, values: PlaceRuns) -> Float[np.ndarray, "rows runs"]:
        """The map applied to `(places, runs)`."""
        return self.matrix @ values

    def dense(self) -> Float[np.ndarray, "places places"]:
        """The map as a matrix, for reading and for tests."""
        return self.matrix.toarray()


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
) -> Graph:
    """The graph of a border list; a place without borders reaches nobody."""
    places = len(indptr) - 1
    shape = (places, places)
    borders = sparse.csr_array((border_km, indices, indptr), shape=shape)
    length = np.asarray(borders.sum(axis=1)).reshape(-1)
    scale = np.divide(1.0, length, out=np.zeros(places), where=length > 0.0)
    around = sparse.csr_array(sparse.diags_array(scale) @ borders)
    joined = sparse.csr_array((np.ones(len(indices)), indices, indptr), shape=shape)
    steps = sparse.csr_array(joined + sparse.eye_array(places))
    return Graph(
        reach=_links(sparse.csr_array(around.T)),
        around=_links(around),
        steps=_links(steps),
        total=_links(sparse.csr_array(np.ones((1, places)))),
    )


def _links(matrix: sparse.csr_array) -> Links:
    matrix.sort_indices()
    return Links(matrix)


def total(graph: Graph, values: PlaceRuns) -> Float[np.ndarray, " runs"]:
    """The sum over places, run by run."""
    return (graph.total @ values)[0]
