"""Importing, without Qt: a file is looked at, a person answers what must be answered, then all of it is written.

Nothing is written before `commit`; what is committed is the very file that was previewed (its hash is compared).
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

from core.errors import StationError
from core.orders.errors import ColumnsUnknown, MappingUnfit
from core.orders.export import refused_rows_csv
from core.orders.importing import KEEP
from core.orders.mapping import Look, look_at
from core.orders.records import Field
from core.orders.report import ConflictKind, ImportReport
from core.orders.service_import import ImportOptions, commit_import, keep_mapping, preview_import
from core.orders.source import SourceFile, is_doubtful
from ui.app_context import App
from ui.file_access import file_faults, write_file
from ui.messages_problems import problem_text
from ui.pages.listening import Listeners
from ui.pages.orders.importing.mapping_view import guess, missing, own_mapping, with_column
from ui.pages.orders.importing.rows import Group, ImportState, MappingDraft, Stage
from ui.pages.orders.rows import Result, Tab
from ui.running import Lane
from ui.views import Tone


class ImportPresenter:
    """One per run; a new file begins anew.

    Attributes:
        listeners: The sheet.
        state: What it shows.
    """

    def __init__(self, app: App, closed: Callable[[Result | None], None]) -> None:
        self._app, self._closed = app, closed
        self._path = Path()
        self._looks = 0
        self.listeners = Listeners()
        self.state = ImportState()

    def _set(self, state: ImportState) -> None:
        self.state = state
        self.listeners.tell()

    # Looking

    def look(self, path: Path) -> None:
        """Look at a file; nothing is written."""
        self._path = path
        self._set(ImportState(name=path.name))
        self._preview()

    def options(self) -> ImportOptions:
        """What the person has said so far."""
        state = self.state
        return ImportOptions(
            encoding=state.encoding,
            currency=state.currency,
            country=state.country,
            answers=dict(state.answers),
            sha256=state.report.file.sha256 if state.report is not None else "",
        )

    def _preview(self) -> None:
        self._looks += 1
        path, options, store = self._path, replace(self.options(), sha256=""), self._app.services.store

        def work() -> tuple[ImportReport, bool]:
            with file_faults(path):
                source = SourceFile.at(path)
                report = preview_import(store, source, options)
                return report, report.file.encoding_guessed and is_doubtful(source, report.file.encoding)

        number = self._looks
        self._app.runner.run(work, partial(self._seen, number), partial(self._not_seen, number), Lane.OUTSIDE)

    def _seen(self, number: int, seen: tuple[ImportReport, bool]) -> None:
        if number != self._looks:
            return
        report, doubtful = seen
        # An answered conflict is none any more; its card stays, so that the answer can be changed.
        known = {conflict.number: conflict for conflict in (*self.state.conflicts, *report.conflicts)}
        conflicts = tuple(known.values())
        self._set(
            replace(
                self.state, stage=Stage.LOOKING, report=report, is_doubtful=doubtful, error=None, is_renewing=False,
                conflicts=conflicts,
            )
        )  # fmt: skip

    def _not_seen(self, number: int, error: StationError) -> None:
        if number != self._looks:
            return
        if isinstance(error, ColumnsUnknown | MappingUnfit):
            self.map_columns()
        else:
            self._set(replace(self.state, stage=Stage.FAILED, error=error, is_renewing=False))

    def look_again(self) -> None:
        """After an error: the file may have been mended."""
        self._renew(replace(self.state, stage=Stage.READING, error=None))

    def _renew(self, state: ImportState) -> None:
        self._set(replace(state, is_renewing=True))
        self._preview()

    # What the person says

    def choose_encoding(self, codec: str) -> None:
        """The letters are written in this encoding."""
        fresh = ImportState(name=self.state.name, currency=self.state.currency, country=self.state.country)
        self._renew(replace(fresh, encoding=codec))

    def accept_encoding(self) -> None:
        """The accented samples are right: the guess was good."""
        self._set(replace(self.state, is_accepted=True))

    def choose_currency(self, currency: str) -> None:
        """Amounts without a currency are of this one."""
        self._renew(replace(self.state, currency=currency))

    def choose_country(self, country: str) -> None:
        """Rows without a country are of this one; empty holds them."""
        self._renew(replace(self.state, country=country))

    def answer(self, number: str, row: int | None) -> None:
        """What to do about a conflict: the row whose data is taken, KEEP, or None for later."""
        answers = {one: taken for one, taken in self.state.answers.items() if one != number}
        if row is not None:
            answers[number] = row
        self._renew(replace(self.state, answers=MappingProxyType(answers)))

    def take_all(self) -> None:
        """Take the file's data wherever it was changed both here and in the shop."""
        self._answer_all(lambda row: row)

    def keep_all(self) -> None:
        """Keep ours everywhere; the file's data counts as seen."""
        self._answer_all(lambda _row: KEEP)

    def _answer_all(self, taken: Callable[[int], int]) -> None:
        answers = dict(self.state.answers)
        for conflict in self.state.conflicts:
            if conflict.kind is not ConflictKind.WITHIN_FILE:
                answers[conflict.number] = taken(conflict.choices[0].rows[0])
        self._renew(replace(self.state, answers=MappingProxyType(answers)))

    def choose_group(self, group: Group) -> None:
        """Show another list."""
        self._set(replace(self.state, group=group))

    def needs_yes(self) -> bool:
        """Whether a doubtful encoding waits for a yes, as it does for the command."""
        return self.state.report is not None and self.state.is_doubtful and not self.state.is_accepted

    def wanted(self) -> int:
        """How many orders the Import button writes."""
        report = self.state.report
        return report.new + report.updated if report is not None else 0

    # Columns

    def map_columns(self) -> None:
        """Say which column is which."""
        path, encoding = self._path, self.state.encoding

        def work() -> Look:
            with file_faults(path):
                return look_at(SourceFile.at(path), encoding)

        self._app.runner.run(work, self._looked, self._not_looked, Lane.OUTSIDE)

    def _looked(self, look: Look) -> None:
        draft = guess(look, self.state.name)
        self._set(replace(self.state, stage=Stage.MAPPING, look=look, draft=draft, error=None, is_renewing=False))

    def _not_looked(self, error: StationError) -> None:
        self._set(replace(self.state, stage=Stage.FAILED, error=error, is_renewing=False))

    def choose_column(self, field: Field, heading: str) -> None:
        """Say that `field` is in the column `heading`; an empty heading: in none."""
        self._set(replace(self.state, draft=with_column(self.state.draft, field, heading)))

    def choose_units(self, weight: str, length: str) -> None:
        """Units of bare numbers."""
        self._set(replace(self.state, draft=replace(self.state.draft, weight_unit=weight, length_unit=length)))

    def name_source(self, name: str) -> None:
        """What this kind of file is called; part of each order's key."""
        self.state = replace(self.state, draft=replace(self.state.draft, source=name))

    def lacking(self) -> tuple[Field, ...]:
        """Required fields without a column."""
        return missing(self.state.draft)

    def keep_columns(self) -> None:
        """Keep the mapping for files with this heading, and look at the file with it."""
        look, draft = self.state.look, self.state.draft
        if look is None or look.heading is None or self.lacking():
            return
        services, header, mapping = self._app.services, look.heading.columns, own_mapping(look, draft)
        self._app.runner.run(
            lambda: keep_mapping(services.store, services.desk, header, mapping),
            lambda _none: self.look_again(),
            self._not_looked,
            Lane.DESK,
        )

    def leave_columns(self) -> None:
        """Back to the preview, where there is one."""
        if self.state.report is not None:
            self._set(replace(self.state, stage=Stage.LOOKING))
        else:
            self.close()

    def draft(self) -> MappingDraft:
        """The mapping as it stands."""
        return self.state.draft

    # Writing

    def can_import(self) -> bool:
        """Whether the Import button may be pressed now."""
        state = self.state
        return (
            state.stage is Stage.LOOKING
            and not state.is_renewing
            and not self.needs_yes()
            and bool(self.wanted() or state.answers)
        )

    def commit(self) -> None:
        """Write what was previewed, all of it in one transaction."""
        if not self.can_import():
            return
        path, options, services = self._path, self.options(), self._app.services
        self._set(replace(self.state, stage=Stage.WRITING))

        def work() -> ImportReport:
            with file_faults(path):
                return commit_import(services.store, services.desk, SourceFile.at(path), options)

        self._app.runner.run(work, self._written, self._not_written, Lane.OUTSIDE)

    def _written(self, report: ImportReport) -> None:
        tr = self._app.tr
        words = tr(
            "{file}: {new} new, {updated} updated, {same} unchanged.",
            file=report.file.name, new=tr.number(report.new), updated=tr.number(report.updated),
            same=tr.number(report.same),
        )  # fmt: skip
        held = len(report.held)
        if held:
            words += " " + tr.n(
                "{n} order is held until it is corrected.", "{n} orders are held until corrected.", held
            )
        if report.refused:
            words += " " + tr.n("{n} row was refused.", "{n} rows were refused.", len(report.refused))
        self._set(ImportState())
        self._closed(Result(Tone.WARN if held or report.refused else Tone.OK, words, Tab.HELD if held else None))

    def _not_written(self, error: StationError) -> None:
        self._set(replace(self.state, stage=Stage.FAILED, error=error))

    def refused_name(self) -> str:
        """What the file of refused rows is called unless the person says otherwise."""
        return f"{Path(self.state.name).stem}-refused.csv"

    def save_refused(self, path: Path) -> None:
        """Write the refused rows as CSV, formula-safe, with their numbers and reasons."""
        report, tr = self.state.report, self._app.tr
        if report is None:
            return
        self._app.runner.run(
            lambda: write_file(path, refused_rows_csv(report, partial(problem_text, tr))),
            lambda _none: self._app.notify(Tone.OK, tr("Refused rows written to {file}.", file=path.name)),
            self._app.notify_error,
            Lane.OUTSIDE,
        )

    def close(self) -> None:
        """Leave the sheet; nothing was written."""
        self._looks += 1
        self._set(ImportState())
        self._closed(None)
