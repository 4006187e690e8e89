"""Episodes of armed conflict by name: where, who, and from when to when."""

import polars as pl

_SHOWN = 3


def war_names(table: pl.DataFrame) -> dict[int, str]:
    """Episode id -> name, as `Mozambique (Renamo), 1977–1992`.

    The groups are UCDP's names of side B over the episode, those of most years first
    and at most three; the first year is that of `start_date2`, the last the year with
    the outcome, or of the record's last year where none is coded.

    Args:
        table: The conflict-level termination table.
    """
    found: dict[int, str] = {}
    for key, rows in table.sort("year").group_by("conflictep_id", maintain_order=True):
        seen: dict[str, int] = {}
        for side in rows["side_b"]:
            for group in side.split(", "):
                seen[group] = seen.get(group, 0) + 1
        ranked = sorted(seen, key=lambda group: -seen[group])
        who = ", ".join(ranked[:_SHOWN]) + (
            " and others" if len(ranked) > _SHOWN else ""
        )
        territory = rows["territory_name"].drop_nulls()
        about = f", over {territory[0]}" if len(territory) else ""
        ended = rows.filter(pl.col("outcome").is_not_null())["year"]
        last = f"{ended[0]}" if len(ended) else "no end coded by 2020"
        start = rows["start_date2"][0].year
        found[int(str(key[0]))] = (
            f"{rows['location'][0]} ({who}{about}), {start}–{last}"
        )
    return found
