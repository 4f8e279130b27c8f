"""Step 4: three printers, three languages; one is unplugged in mid-batch and its labels come out elsewhere."""

import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from core.labels.store import Label
from core.printing.journal import print_journal
from core.printing.records import Job, Language, Printer
from core.printing.service import list_printers
from core.printing.service_queue import enqueue_labels, fail_over
from core.printing.service_run import run_printer
from core.printing.store import jobs_of_label
from core.reports.transactions import print_journal_csv
from ui.messages_base import word
from ui.messages_reasons import PRINT_REASONS
from ui.practice.pictures import picture_of

if TYPE_CHECKING:
    from ui.practice.day import Day


def run(day: "Day") -> None:
    """Print, unplug, fail over, and keep files, pictures and the journal."""
    tr, services = day.tr, day.services
    day.step(tr("4 · Printing"))
    printers = {printer.kind.language: printer for printer in services.read(list_printers)}
    order = (Language.EPL, Language.ZPL, Language.PDF)
    shares = _shares(day.labels, len(order))
    for language, labels in zip(order, shares, strict=True):
        if labels:
            enqueue_labels(services.store, services.desk, printers[language].id, [label.id for label in labels])
    done: list[Job] = []
    done += _print_and_unplug(day, printers[Language.EPL], printers[Language.PDF])
    for language in (Language.ZPL, Language.PDF):
        done += _print(day, printers[language])
    _keep_files(day, printers)
    lines = services.read(print_journal)
    (day.out / "print-journal.csv").write_text(print_journal_csv(lines), encoding="utf-8")
    _count(day, [job for job in done if job.may_be_out])
    day.came_out = frozenset(job.label for job in done if job.may_be_out)
    day.printed_at = services.desk.clock.now()


def _count(day: "Day", out: Sequence[Job]) -> None:
    """Every label that was paid came out, and none twice; what did not is named with its reason."""
    tr, came_out = day.tr, {job.label for job in out}
    missing = [label for label in day.labels if label.id not in came_out]
    for label in missing:
        jobs = day.services.read(partial(jobs_of_label, label=label.id))
        code = jobs[-1].reason if jobs else ""
        why = word(tr, PRINT_REASONS, code)
        day.refused(tr("{tracking} did not come out: {why}", tracking=label.tracking, why=why))
        day.problems.append(f"not-printed {label.tracking} {code}".strip())
    if len(came_out) != len(out):
        day.refused(tr("A label came out twice"))
        day.problems.append("printed-twice")
    elif missing:
        day.refused(tr("{n} of {count} labels came out", n=tr.number(len(out)), count=tr.number(len(day.labels))))
    else:
        day.done(tr.n("{n} label came out, none twice", "{n} labels came out, none twice", len(out)))


def _shares(labels: Sequence[Label], parts: int) -> list[list[Label]]:
    """Labels in `parts` runs of nearly the same length, in order."""
    size, more = divmod(len(labels), parts)
    result, start = [], 0
    for n in range(parts):
        end = start + size + (1 if n < more else 0)
        result.append(list(labels[start:end]))
        start = end
    return result


def _print(day: "Day", printer: Printer) -> list[Job]:
    run = run_printer(day.services.press, printer.id)
    came_out = [job for job in run.jobs if job.may_be_out]
    day.done(
        day.tr.n("{printer}: {n} label", "{printer}: {n} labels", len(came_out), printer=printer.name),
        f".{printer.kind.language.value}",
    )
    return list(run.jobs)


def _print_and_unplug(day: "Day", epl: Printer, laser: Printer) -> list[Job]:
    """The EPL printer is unplugged after some labels; what is left moves to the laser and is rendered again."""
    tr, services = day.tr, day.services
    folder = _folder(day, epl)
    seen: list[Job] = []

    def after(job: Job) -> bool:
        seen.append(job)
        if len(seen) == day.offline_after:
            _unplug(folder)
        return True

    if day.offline_after == 0:
        _unplug(folder)
    run = run_printer(services.press, epl.id, after)
    came_out = [job for job in run.jobs if job.may_be_out]
    day.done(
        tr.n("{printer}: {n} label", "{printer}: {n} labels", len(came_out), printer=epl.name),
        f".{epl.kind.language.value}",
    )
    if run.stopped:
        moved = fail_over(services.store, services.desk, epl.id, laser.id)
        day.refused(tr("{printer} goes offline in mid-batch", printer=epl.name))
        day.done(
            tr.n(
                "{n} label moves to {printer} and is rendered again",
                "{n} labels move to {printer} and are rendered again",
                len(moved.jobs),
                printer=laser.name,
            )
        )
    _plug_in(folder)
    return came_out


def _folder(day: "Day", printer: Printer) -> Path:
    return day.services.directory / printer.address.partition(":")[2]


def _unplug(folder: Path) -> None:
    """A printer that is a folder goes offline: something else stands where the folder was."""
    if folder.exists():
        folder.rename(folder.with_name(f"{folder.name}-unplugged"))
    folder.touch()


def _plug_in(folder: Path) -> None:
    unplugged = folder.with_name(f"{folder.name}-unplugged")
    if folder.is_file():
        folder.unlink()
    if unplugged.exists():
        unplugged.rename(folder)


def _keep_files(day: "Day", printers: dict[Language, Printer]) -> None:
    """Copies of what the printers received, and pictures of it as the virtual printer reads it."""
    labels, pictures = day.out / "labels", day.out / "pictures"
    labels.mkdir()
    pictures.mkdir()
    files = sorted(path for printer in printers.values() for path in _folder(day, printer).glob("*.*"))
    for n, path in enumerate(files, start=1):
        shutil.copyfile(path, labels / path.name)
        (pictures / f"{path.stem}-{path.suffix[1:]}.png").write_bytes(picture_of(path))
        day.teller.progress(day.tr("Reading labels back"), n, len(files))
