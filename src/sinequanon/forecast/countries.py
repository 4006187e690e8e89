"""Names of the countries that VIEWS numbers.

`countries.csv` holds the ids and Gleditsch-Ward codes of the prediction challenge's
list of countries (PRIO 2023) for those of the shipped panel, with names in plain words.
"""

import csv
import difflib
from collections.abc import Sequence
from importlib import resources

from sinequanon.errors import QuestionError

_FILE = "countries.csv"


def country_names() -> dict[int, str]:
    """The name of each country by its VIEWS id."""
    file = resources.files("sinequanon.forecast") / _FILE
    rows = csv.DictReader(file.read_text("utf-8").splitlines())
    return {int(row["id"]): row["name"] for row in rows}


def name_of(country: int) -> str:
    """A country's name, or its id in words where it has none here.

    Example:
        >>> name_of(220), name_of(9_999)
        ('Syria', 'country 9999')
    """
    return country_names().get(country, f"country {country}")


def find_country(asked: str, countries: Sequence[int]) -> int:
    """The VIEWS id of a country that is asked for by name or id.

    Args:
        asked: A name, in any case, or an id.
        countries: Ids to choose from.

    Raises:
        QuestionError: If there is none; close matches are named.
    """
    names = country_names()
    by_name = {names.get(one, str(one)).casefold(): one for one in countries}
    by_name.update({str(one): one for one in countries})
    if (found := by_name.get(asked.strip().casefold())) is not None:
        return found
    close = difflib.get_close_matches(asked.casefold(), by_name, n=3)
    parts = [word for word in by_name if asked.strip().casefold() in word]
    likely = [names.get(by_name[one], one) for one in dict.fromkeys([*parts, *close])]
    raise QuestionError.at(
        "COUNTRY",
        f"the panel has no country {asked!r}",
        f"perhaps {', '.join(likely[:4])}?"
        if likely
        else "name one as `sinequanon forecast` lists it, or its VIEWS id",
    )
