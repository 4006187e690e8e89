"""The invented answer and one way to open a page, once for the whole folder."""

import re
import runpy
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sinequanon.answer import Answer

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-extensions",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--virtual-time-budget=5000",
    "--enable-logging=stderr",
)
_SAMPLE = Path(__file__).parents[1] / "report" / "sample.py"


@pytest.fixture(scope="session")
def sample() -> dict[str, Any]:
    return runpy.run_path(str(_SAMPLE))


@pytest.fixture(scope="session")
def answer(sample: dict[str, Any]) -> Answer:
    return sample["sample_answer"]()


@pytest.fixture(scope="session")
def hostile(sample: dict[str, Any]) -> Answer:
    return sample["sample_answer"](hostile=True)


@pytest.fixture(scope="session")
def dom_of() -> Callable[..., str]:
    """Opens a page in a profile of its own: its DOM once its scripts have run.

    The console must stay silent. The text of scripts is left out unless asked for.
    """
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    browser = next((found for name in names if (found := shutil.which(name))), None)
    if browser is None:
        pytest.skip("NO BROWSER: the page was NOT opened; install chromium to test it")

    def opened(
        page: Path,
        profile: Path,
        fragment: str = "",
        *,
        width: int = 1280,
        scripts: bool = False,
    ) -> str:
        done = subprocess.run(
            [
                browser,
                *_FLAGS,
                f"--window-size={width},900",
                f"--user-data-dir={profile}",
                "--dump-dom",
                f"{page.resolve().as_uri()}{fragment}",
            ],
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
        told = re.findall(r"CONSOLE.*", done.stderr)
        assert told == [], "the page complained to the console"
        if scripts:
            return done.stdout
        return re.sub(r"<script.*?</script>", "", done.stdout, flags=re.DOTALL)

    return opened
