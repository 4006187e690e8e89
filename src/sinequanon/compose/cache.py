"""A cache of what does not change between answers: controls and further contrasts.

Keyed by everything that the numbers come from: the package's own code and data, the
dossier, the frozen numbers, the controls, seed and sizes. An entry that cannot be read
is computed again, and one that cannot be written costs only time.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from platformdirs import user_cache_path

Json = dict[str, Any] | list[Any] | str | int | float | bool | None


@cache
def code_digest() -> str:
    """Digest of the package's own code, shipped controls and catalog of data."""
    root = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.py")):
        digest.update(str(path.relative_to(root)).encode())
        digest.update(path.read_bytes())
    # The catalog holds the checksum of every data file, and no other file is loaded.
    for shipped in (root / "wars" / "controls.yaml", root / "data" / "catalog.json"):
        digest.update(shipped.read_bytes())
    return digest.hexdigest()


def remembered(
    what: str,
    key: Sequence[object],
    compute: Callable[[], Json],
    *,
    use: bool = True,
    folder: Path | None = None,
) -> Json:
    """A value from the cache, or computed and kept.

    Args:
        what: The kind of value; part of the file's name.
        key: Everything that the value depends on, besides the code.
        compute: Makes the value.
        use: False neither reads nor writes.
        folder: Where to keep it; the user's cache folder if left out.
    """
    if not use:
        return compute()
    text = json.dumps([code_digest(), *key], sort_keys=True, default=str)
    name = f"{what}-{hashlib.sha256(text.encode()).hexdigest()[:32]}.json"
    place = folder or user_cache_path("sinequanon")
    path = place / name
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError):
        # Missing, or half written by a machine that went down: make it anew.
        value = compute()
    # A read-only home is no reason to refuse an answer that is already there.
    with suppress(OSError):
        place.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(
            "w", dir=place, prefix=name, suffix=".part", delete=False, encoding="utf-8"
        ) as part:
            json.dump(value, part)
        Path(part.name).replace(path)
    return value
