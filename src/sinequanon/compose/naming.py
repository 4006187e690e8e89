"""Names that people read, in place of keys: sides and pairs of sides."""

from sinequanon.dossier import Dossier


def side_name(dossier: Dossier, side: str) -> str:
    """A side's name: its only actor's short name, or the key in words.

    Args:
        dossier: The war.
        side: Key of the side.
    """
    members = [actor.short for actor in dossier.actors if actor.side == side]
    return members[0] if len(members) == 1 else side.replace("_", " ").capitalize()


def dyad_name(dossier: Dossier, dyad: str) -> str:
    """A pair of sides in words, the state's side first.

    Args:
        dossier: The war.
        dyad: Two keys of sides joined by a hyphen, in either order.
    """
    states = {actor.side for actor in dossier.actors if actor.state}
    ends = sorted(dyad.split("-"), key=lambda side: (side not in states, side))
    return " and ".join(side_name(dossier, side) for side in ends)


def in_words(dossier: Dossier, text: str) -> str:
    """A text with every key of a side or pair of sides replaced by its name.

    Args:
        dossier: The war.
        text: A text that names sides and pairs by key.
    """
    sides = list(dict.fromkeys(actor.side for actor in dossier.actors))
    for one in sides:
        for other in sides:
            pair = f"{one}-{other}"
            text = text.replace(pair, dyad_name(dossier, pair))
    for side in sides:
        if "_" in side or text.startswith(f"{side} "):
            text = text.replace(side, side_name(dossier, side))
    return text
