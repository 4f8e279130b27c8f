"""The make of every command: common options, one way to answer, one way to fail.

Exit status 0 only when what was asked happened; 1 when a rule, a printer or a provider said no (the sentence on
standard error; with ``--json`` an object ``{"error": {"code", "message", "fields"}}`` on standard output); 2 when the
command line cannot be understood.
"""

import importlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click

from core.errors import StationError
from ui.commands.session import Answer, Session


def _into_session(context: click.Context, option: click.Parameter, value: object) -> None:
    """Common options stand before or behind a command's name; the last one that is given counts."""
    session = context.find_object(Session)
    if session is not None and option.name and value:
        setattr(session, option.name, value)


def common_options(*, outermost: bool = False) -> list[click.Parameter]:
    """The options that every command takes; the environment speaks only for the outermost."""
    directory = click.Path(file_okay=False, path_type=Path)
    data_help = "Data directory of the station (POSTBENCH_DATA); a new one becomes a practice station."
    return [
        click.Option(
            ["--data"], type=directory, envvar="POSTBENCH_DATA" if outermost else None, metavar="DIR", help=data_help,
            expose_value=False, callback=_into_session,
        ),
        click.Option(
            ["--lang"], type=click.Choice(["en", "fr"]), help="Language of texts; else the station's own.",
            expose_value=False, callback=_into_session,
        ),
        click.Option(
            ["--operator"], metavar="NAME", expose_value=False, callback=_into_session,
            help="Who works, with their PIN where there are operators; else the user of this computer.",
        ),
        click.Option(
            ["--second"], metavar="NAME", help="The second person, a supervisor, where one has to confirm.",
            expose_value=False, callback=_into_session,
        ),
        click.Option(
            ["--pin-stdin"], is_flag=True, help="Read PINs from standard input, one on each line.",
            expose_value=False, callback=_into_session,
        ),
        click.Option(
            ["--json", "as_json"], is_flag=True, help="Answer with one JSON text.", expose_value=False,
            callback=_into_session,
        ),
    ]  # fmt: skip


class StationCommand(click.Command):
    """A command that returns an `Answer`."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The command's own parameters, then the common ones."""
        own = super().get_params(ctx)
        return [*own[:-1], *common_options(), *own[-1:]]  # --help stays last

    def invoke(self, ctx: click.Context) -> None:
        """Run, print the answer, leave with its status."""
        leave_with(ctx, lambda: super(StationCommand, self).invoke(ctx))


class StationGroup(click.Group):
    """A noun with its verbs; a noun that says something by itself (`invoke_without_command`) answers likewise."""

    command_class = StationCommand

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """As of a command."""
        own = super().get_params(ctx)
        return [*own[:-1], *common_options(outermost=ctx.parent is None), *own[-1:]]

    def invoke(self, ctx: click.Context) -> None:
        """As of a command."""
        leave_with(ctx, lambda: super(StationGroup, self).invoke(ctx))


class UsageInJson(click.ClickException):
    """A command line that is not understood, said as JSON."""

    exit_code = 2

    def show(self, file: IO[str] | None = None) -> None:
        """Write the error object to standard output, as every other answer in JSON."""
        fields: dict[str, object] = {}
        error = {"code": "commands.usage", "message": self.message, "fields": fields}
        click.echo(json.dumps({"error": error}, ensure_ascii=False, indent=2), file=file)


class LazyGroup(StationGroup):
    """The nouns by name, each in a module of its own that is read when it is asked for."""

    def __init__(self, name: str, nouns: Mapping[str, str], callback: Callable[..., object]) -> None:
        """Make the outermost command.

        Args:
            name: As it is shown.
            nouns: Name to ``module:attribute``.
            callback: Runs before every command, and alone when none is named.
        """
        super().__init__(name, invoke_without_command=True, callback=callback, help=callback.__doc__)
        self._nouns = dict(nouns)
        self.wants_json = False

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: object
    ) -> click.Context:
        """Understand the outermost options."""
        self.wants_json = "--json" in args
        with self._in_json():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> None:
        """As of a group; what is not understood further in is said likewise."""
        with self._in_json():
            super().invoke(ctx)

    @contextmanager
    def _in_json(self) -> Iterator[None]:
        try:
            yield
        except click.UsageError as error:
            if not self.wants_json:
                raise
            raise UsageInJson(error.format_message()) from error

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of a day's work."""
        return list(self._nouns)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Read the noun's module."""
        place = self._nouns.get(cmd_name)
        if place is None:
            return None
        module, _, attribute = place.partition(":")
        found = getattr(importlib.import_module(module), attribute)
        assert isinstance(found, click.Command), place
        return found


_FAULTS = (
    ArithmeticError, AssertionError, AttributeError, ImportError, LookupError, NameError, RecursionError, TypeError,
    ValueError,
)  # fmt: skip


def _faults() -> tuple[type[Exception], ...]:
    """What a fault of the program raises, and what nobody foresaw; the database speaks only where it was loaded."""
    sqlite3 = sys.modules.get("sqlite3")
    return (*_FAULTS, *((sqlite3.Error,) if sqlite3 else ()))


def leave_with(ctx: click.Context, work: Callable[[], object]) -> None:
    """Run a command's `work`, print its answer or its refusal, and leave with the status."""
    session = ctx.find_object(Session)
    assert session is not None, "app.py hands the session over"
    from ui.commands.output import print_answer, print_error, print_trouble
    from ui.fault_log import describe, write_command_fault
    from ui.running import Fault

    try:
        answer = work()
        if isinstance(answer, Answer):
            print_answer(session, answer)
            ctx.exit(0 if answer.ok else 1)
    except StationError as error:
        print_error(session, error)
        ctx.exit(1)
    except BrokenPipeError:
        raise  # whoever read the answer has seen enough: click ends quietly
    except _faults() as error:
        if not write_command_fault(error):
            click.echo(describe(error), err=True)
        print_error(session, Fault(kind=type(error).__name__))
        ctx.exit(1)
    except OSError as error:
        print_trouble(session, error)
        ctx.exit(1)
