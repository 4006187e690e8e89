"""The war that a user names for the record: a dossier's, a country's, an id's."""

from sinequanon.dossier import available, load
from sinequanon.record import War, WarMap, find_war, war_map


def war_of(name: str) -> War:
    """The war of a shipped dossier's key, else of a UCDP conflict id or a name.

    A dossier's conflicts come first, its core one before all; those that UCDP has
    inside the same countries follow.

    Args:
        name: Such as `syria`, `299`, `bosnia`, `ltte`.

    Raises:
        RecordError: If nothing fits; close names are told.

    Example:
        >>> war_of("syria").conflicts[:2], war_of("299").conflicts
        ((299, 13604), (299,))
    """
    if name not in available():
        return find_war(name)
    war = load(name).war
    numbers = [one.id for one in sorted(war.conflicts, key=lambda one: not one.core)]
    core = find_war(numbers[0])
    conflicts: list[int] = []
    for country in core.countries:
        known = find_war(country).conflicts
        conflicts += [one for one in numbers if one in known]
        conflicts += [one for one in known if one not in numbers]
    return War(
        title=war.title,
        conflicts=tuple(dict.fromkeys(conflicts)),
        countries=core.countries,
        whole_country=True,
    )


def control_map(place: str) -> WarMap | None:
    """The map of who held what in a dossier's war; None where no anchors are on record.

    Args:
        place: Key or folder of the dossier.
    """
    core = next(one for one in load(place).war.conflicts if one.core)
    shown = war_map(find_war(core.id))
    return shown if shown.kind == "control" else None
