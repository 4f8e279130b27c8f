"""PINs on the command line: typed without echo, or read line by line from standard input; never an argument."""

import sys

import click

from core.errors import Refused


class PinMissing(Refused):
    """A PIN is needed, and there is nobody to type it."""

    code = "people.pin-missing"


def read_pin(words: str, *, from_stdin: bool, twice: bool = False) -> str:
    """Ask for a PIN.

    Args:
        words: What is asked, for example ``PIN of Ann``.
        from_stdin: Take the next line of standard input, and ask nothing.
        twice: A new PIN is typed twice, so that a slip locks nobody out.

    Raises:
        PinMissing: Standard input has no further line, or is no terminal and `from_stdin` was not said.
    """
    if from_stdin:
        line = sys.stdin.readline()
        if not line:
            raise PinMissing
        return line.rstrip("\r\n")
    try:
        answer = click.prompt(words, hide_input=True, err=True, confirmation_prompt=twice)
    except click.Abort as stop:
        raise PinMissing from stop
    return str(answer)
