"""Whether a dossier's wars can be run: what its files alone cannot tell."""

from sinequanon.compose.questions import question_of
from sinequanon.dossier import Dossier, load, starts
from sinequanon.errors import DossierError, Fault, InputError
from sinequanon.question import News, worlds_of
from sinequanon.war import Setting, faults_of_worlds, setting_of

_SILENT = News(taken=0.0, not_taken=0.0)


def war_faults(place: str) -> tuple[Fault, ...]:
    """Every fault of a dossier's wars and questions, at each of its starts.

    Args:
        place: Key or folder of a dossier whose files have no faults.
    """
    faults: list[Fault] = []
    for row in starts(place):
        try:
            setting_of(load(place, start=row.key))
        except DossierError as error:
            faults += [_at(f"start {row.key}", fault) for fault in error.faults]
    if faults:
        return tuple(faults)
    for question in load(place).questions:
        try:
            dossier, asked = question_of(place, question.key)
            pairs = [worlds_of(dossier, asked, one, _SILENT) for one in asked.contrasts]
        except InputError as error:
            faults += [_at(f"question {question.key}", fault) for fault in error.faults]
            continue
        worlds = [world for pair in pairs for world in (pair.without, pair.with_event)]
        found = faults_of_worlds(setting_of(dossier), [one.world for one in worlds])
        faults += [_at(f"question {question.key}", fault) for fault in found]
    return tuple(faults)


def islands(place: str) -> tuple[str, ...]:
    """A sentence on each small part of a dossier's map that no border joins.

    Args:
        place: Key or folder of a dossier without faults.
    """
    dossier = load(place)
    setting = setting_of(dossier)
    return tuple(_island(dossier, setting, part) for part in setting.parts()[1:])


def _island(dossier: Dossier, setting: Setting, part: tuple[int, ...]) -> str:
    names = {one.pcode: one.name for one in dossier.places}
    people = float(setting.population[list(part)].sum())
    shown = ", ".join(names[setting.places[row]] for row in part[:3])
    more = f" and {len(part) - 3} more" if len(part) > 3 else ""
    return (
        f"no border joins {shown}{more} to the rest of the map "
        f"({people:,.0f} people): no fighting reaches them"
    )


def _at(where: str, fault: Fault) -> Fault:
    return Fault(where=f"{where}, {fault.where}", found=fault.found, fix=fault.fix)
