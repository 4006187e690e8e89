"""A small made-up set in Flee's layout, as files that a test may change."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sinequanon.refuge import Case, load_case

_FILES = {
    "input_csv/sim_period.csv": "StartDate,2020-01-01\nLength,50\n",
    "input_csv/locations.csv": (
        "#name,region,country,lat,lon,location_type,conflict_date,population\n"
        "Home,R,A,1,1,conflict_zone,0,1000\n"
        "Fork,R,A,1,1,town,,500\n"
        "Near,R,B,1,1,camp,,0\n"
        "Far,R,C,1,1,camp,,0\n"
    ),
    "input_csv/routes.csv": (
        "#name1,name2,distance,forced_redirection\n"
        "Home,Fork,50,0\nFork,Near,90,0\nFork,Far,190,0\n"
    ),
    "input_csv/closures.csv": "#closure_type,name1,name2,closure_start,closure_end\n",
    "input_csv/conflicts.csv": "#Day,Home,Fork\n"
    + "".join(f"{day},1,0\n" for day in range(50)),
    "input_csv/registration_corrections.csv": "",
    "source_data/data_layout.csv": "total,refugees.csv\nNear,near.csv\nFar,far.csv\n",
    "source_data/refugees.csv": "2020-01-01,0\n",
    "source_data/near.csv": "2020-01-01,0\n2020-01-31,300\n2020-02-19,600\n",
    "source_data/far.csv": "2020-01-01,0\n2020-01-31,100\n2020-02-19,400\n",
}


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write the set, with some files replaced (None leaves one out)."""

    def written(changes: dict[str, str | None] | None = None) -> Path:
        folder = tmp_path / "set"
        for name, content in {**_FILES, **(changes or {})}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                path.unlink(missing_ok=True)
            else:
                path.write_text(content, encoding="utf-8")
        return folder

    return written


@pytest.fixture
def made(write: Callable[..., Path]) -> Callable[..., Case]:
    """The set as read, with some files replaced."""

    def case(changes: dict[str, str | None] | None = None) -> Case:
        return load_case(write(changes))

    return case
