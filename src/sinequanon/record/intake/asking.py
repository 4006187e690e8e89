"""Ask UCDP's interface for one page: token, waiting when told to, clear refusals."""

import http.client
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable

from sinequanon.errors import Fault, RecordError
from sinequanon.record.intake.envelopes import Page, page_of

TOKEN_VARIABLE = "UCDP_TOKEN"
"""Environment variable that holds the user's token."""
TOKEN_HEADER = "x-ucdp-access-token"
TRIES = 5
FIRST_WAIT = 30.0
"""Seconds before the second try when throttled; each wait is twice the one before."""
SHORT_WAIT = 2.0
"""The same when the connection failed."""
TIMEOUT = 60.0

_TOKEN_FIX = (
    f"ask UCDP for a free token by e-mail and set it as {TOKEN_VARIABLE} or by "
    "--token; without one, download the CSV in a browser and use `data add`"
)


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: the token must not travel to another address."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: object,
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> None:
        """Nothing, which makes the redirect an error like any other status."""


def same_place(address: str, other: str) -> bool:
    """Whether two addresses are of one scheme, host and port."""
    one, two = urllib.parse.urlsplit(address), urllib.parse.urlsplit(other)
    return (one.scheme, one.netloc) == (two.scheme, two.netloc)


def ask_page(
    address: str,
    *,
    token: str,
    wait: Callable[[float], object],
    tell: Callable[[str], object],
) -> tuple[Page, bytes]:
    """A page and its bytes, after as many tries as are worth it.

    UCDP answers 400 both when it throttles and when it does not know what is asked, so
    a 400 is waited out before it is believed.

    Args:
        address: Of the page.
        token: The user's; empty if there is none.
        wait: Called with seconds to wait.
        tell: Called with what the wait is for.

    Raises:
        RecordError: If the token is refused, there is no such version, or no try
            brought a page.
    """
    last = ""
    for number in range(TRIES):
        pause = SHORT_WAIT
        try:
            content = _get(address, token)
            return page_of(content), content
        except urllib.error.HTTPError as error:
            said = _said(error)
            if error.code in {401, 403}:
                raise _refused(error.code, said, token) from error
            if error.code == 404:
                raise RecordError.at(
                    _short(address),
                    f"UCDP knows no such resource or version (404{said})",
                    "look up the version, such as 25.1 or 26.0.8, at ucdp.uu.se",
                ) from error
            if error.code not in {400, 429} and error.code < 500:
                raise RecordError.at(
                    _short(address),
                    f"UCDP answered {error.code}{said}",
                    "download the CSV in a browser and use `data add`",
                ) from error
            last = f"UCDP answered {error.code}{said}"
            if error.code in {400, 429}:
                last += ", as it does when asked too often or for what it does not know"
                pause = FIRST_WAIT
        except urllib.error.URLError as error:
            last = f"no connection ({error.reason})"
        except (OSError, http.client.HTTPException) as error:
            last = f"the connection broke ({error or type(error).__name__})"
        except ValueError as error:
            last = f"the answer is {error}"
        if number + 1 < TRIES:
            seconds = pause * 2**number
            tell(f"{last}; trying again in {seconds:.0f} s")
            wait(seconds)
    raise RecordError.at(
        _short(address),
        f"{last}, {TRIES} times",
        "run the same command again later: the pages that came are kept and it goes "
        "on from there; check the version too",
    )


def _get(address: str, token: str) -> bytes:
    headers = {"Accept": "application/json"}
    if token:
        headers[TOKEN_HEADER] = token
    request = urllib.request.Request(address, headers=headers)
    opener = urllib.request.build_opener(_SameHost)
    with opener.open(request, timeout=TIMEOUT) as answer:
        return answer.read()


def _said(error: urllib.error.HTTPError) -> str:
    """What the server wrote under a refusal, shortened to a line."""
    try:
        text = error.read(400).decode(errors="replace").strip()
    except (OSError, http.client.HTTPException):
        return ""
    line = " ".join(text.split())[:120]
    return f": {line}" if line and not line.startswith("<") else ""


def _refused(code: int, said: str, token: str) -> RecordError:
    what = "the token was refused" if token else "a token is required"
    where = "--token" if token else TOKEN_VARIABLE
    found = f"{what} by UCDP ({code}{said})"
    return RecordError([Fault(where=where, found=found, fix=_TOKEN_FIX)])


def _short(address: str) -> str:
    """An address without its query, for a message."""
    return urllib.parse.urlunsplit((*urllib.parse.urlsplit(address)[:3], "", ""))
