"""Examples at the end of each command's help."""


def examples(*calls: str) -> str:
    r"""Calls of the program as the last lines of a help text, one line each.

    The leading backspace tells click to keep the lines as they are.

    Example:
        >>> examples("sinequanon questions")
        '\x08\nExample:\n  sinequanon questions'
    """
    heading = "Example:" if len(calls) == 1 else "Examples:"
    return "\n".join(["\b", heading, *(f"  {call}" for call in calls)])
