"""Which actors of a dossier stand behind the sides that UCDP records.

UCDP knows fewer parties in Syria than fought there: against the government all
insurgents are one side, and the government's side takes in its foreign allies. A model
with more actors is compared with the record only through this map.
"""

from collections.abc import Mapping
from types import MappingProxyType

GOVERNMENT = "Government of Syria"
INSURGENTS = "Syrian insurgents"
ISLAMIC_STATE = "IS"
CIVILIANS = "Civilians"

OBSERVATION_MAP: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        GOVERNMENT: ("government", "allied"),
        INSURGENTS: ("opposition", "nusra"),
        ISLAMIC_STATE: ("islamic_state",),
        "SDF": ("sdf",),
        "PYD": ("sdf",),
    }
)
"""Recorded side -> the dossier's actors that it takes in."""

# Groups named in the record's non-state fighting in Syria. What is not listed and is no
# state is an opposition group.
_GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **OBSERVATION_MAP,
        "Jabhat Fateh al-Sham": ("nusra",),
        "HTS": ("nusra",),
        "Jaysh al-Sanadid": ("sdf",),
        "MFS": ("sdf",),
        "Khabour Guards": ("sdf",),
        "Jabhat al-Akrad": ("sdf",),
        "Euphrates Vulcano": ("opposition", "sdf"),
        "Hezbollah": ("allied",),
        "Government of Iran": ("allied",),
        "Supporters of al-Assad": ("government",),
        CIVILIANS: (),
        "Opponents of al-Assad": (),
        "al-Qaida": (),
        "NSA": (),
        "PKK": (),
        "PIJ": (),
        "PLO": (),
        "PFLP-GC": (),
        "Hamas": (),
    }
)


def actors_of(side: str) -> tuple[str, ...]:
    """The dossier's actors behind a side as the record names it, sorted.

    A side may be a list of groups, as `IS, Jabhat Fateh al-Sham`; other states,
    civilians and groups of other wars have no actor.

    Example:
        >>> actors_of("Syrian insurgents")
        ('nusra', 'opposition')
        >>> actors_of("Ahrar al-Sham, Jabhat Fateh al-Sham"), actors_of("Civilians")
        (('nusra', 'opposition'), ())
    """
    found: set[str] = set()
    for group in side.split(","):
        name = group.strip()
        if name in _GROUPS:
            found.update(_GROUPS[name])
        elif not name.startswith("Government of "):
            found.add("opposition")
    return tuple(sorted(found))


SIDES: Mapping[str, str] = MappingProxyType(
    {
        "government": "government",
        "allied": "government",
        "opposition": "insurgents",
        "nusra": "insurgents",
        "islamic_state": "islamic_state",
        "sdf": "sdf",
    }
)
"""Actor -> the side that it fights on."""

_ORDER = ("government", "insurgents", "islamic_state", "sdf")


def dyad_of(side_a: str, side_b: str) -> str | None:
    """The pair of sides of a recorded event, as `government-insurgents`, or None.

    None where a side has no actor in Syria's war, where both are of one side, or where
    a coalition spans two sides.

    Example:
        >>> dyad_of("IS", "SDF"), dyad_of("Fatah Halab", "IS")
        ('islamic_state-sdf', 'insurgents-islamic_state')
    """
    one = {SIDES[actor] for actor in actors_of(side_a)}
    other = {SIDES[actor] for actor in actors_of(side_b)}
    if len(one) != 1 or len(other) != 1 or one == other:
        return None
    return "-".join(sorted(one | other, key=_ORDER.index))
