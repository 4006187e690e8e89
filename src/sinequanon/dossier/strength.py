"""How many fighters an actor has, as its sources differ on it."""

from sinequanon.dossier.schema import Dossier
from sinequanon.errors import DossierError
from sinequanon.provenance import Span


def strength_span(dossier: Dossier, actor: str) -> Span:
    """The range of an actor's fighters at the start: persons, 5 and 95 % points.

    From the lowest low to the highest high of the used statements: statements that
    differ widen the range, and nothing is averaged.

    Args:
        dossier: The dossier.
        actor: Key of the actor.

    Raises:
        DossierError: If no used statement speaks of this actor.
    """
    used = [row for row in dossier.strengths if row.used and row.actor == actor]
    if not used:
        raise DossierError.at(
            "strengths.yaml",
            f"no used statement of the strength of {actor!r}",
            "add one, or switch a source back on",
        )
    sources = dict.fromkeys(key for row in used for key in row.sources)
    return Span(
        low=min(row.low for row in used if row.low is not None),
        high=max(row.high for row in used if row.high is not None),
        unit="persons",
        sources=tuple(sources),
    )
