"""Importing an order file: a preview that writes nothing, and a commit in one transaction.

The same file twice changes nothing: an order's key is its source and number, and a hash of its content tells whether
the shop changed it. Changed content replaces an open order's; where a person changed the order here, or it was shipped
or cancelled, a person is asked.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from core.context import Desk
from core.orders.drafting import Choices
from core.orders.errors import FileChanged
from core.orders.importing import Importer, ScatteredRows, Target
from core.orders.mapping import OrderFile
from core.orders.plan import OwnMapping, plan_for
from core.orders.report import ImportReport
from core.orders.source import SourceFile
from core.orders.store_import import finish_import, load_mapping, save_mapping
from core.orders.writing import DryRun, Writer
from core.store.database import Store
from core.topics import Topic


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the operator says about a file.

    Attributes:
        encoding: Python's name of the encoding, instead of a guess; empty to find out.
        source: Name of the source, instead of the layout's; part of the orders' key.
        currency: Of amounts without one.
        country: Alpha-2 code for files without a country column; empty: such orders are held.
        answers: What to do about conflicts: order number to the row whose data is taken, or KEEP.
        sha256: Of the previewed file; a commit of other bytes is refused. Empty: any.
        mapping: Which column is which, instead of what is known; a commit keeps it for files with this heading.
    """

    encoding: str = ""
    source: str = ""
    currency: str = "USD"
    country: str = ""
    answers: Mapping[str, int] = field(default_factory=dict)
    sha256: str = ""
    mapping: OwnMapping | None = None


AS_FOUND = ImportOptions()


def preview_import(store: Store, file: SourceFile, options: ImportOptions = AS_FOUND) -> ImportReport:
    """What `commit_import` would do now; nothing is written.

    Raises:
        Refused: Any of `core.orders.errors` that speaks of a file.
    """
    order_file = _opened(store, file, options)
    with store.read() as q:
        return _twice_if_scattered(
            lambda scattered: _run(DryRun(q, _source(order_file, options)), order_file, options, scattered)
        )


def commit_import(store: Store, desk: Desk, file: SourceFile, options: ImportOptions = AS_FOUND) -> ImportReport:
    """Import a file in one transaction: all of it, or nothing.

    Rows that cannot be read are refused one by one and named; a file whose quoting is broken is refused whole.

    Raises:
        FileChanged: It is not the file that was previewed.
        Refused: Any other of `core.orders.errors` that speaks of a file.
    """
    order_file = _opened(store, file.in_memory(), options)
    return _twice_if_scattered(lambda scattered: _commit(store, desk, order_file, options, scattered))


def keep_mapping(store: Store, desk: Desk, header: tuple[str, ...], mapping: OwnMapping) -> None:
    """Keep the operator's mapping for files with this heading; the next one imports without asking.

    Raises:
        MappingUnfit: It names a column that `header` does not have, or lacks what an import needs.
    """
    plan_for(header, mapping)
    with store.write() as tx:
        save_mapping(tx, desk, mapping)


def _opened(store: Store, file: SourceFile, options: ImportOptions) -> OrderFile:
    def saved(fingerprint: str) -> OwnMapping | None:
        if options.mapping is not None and options.mapping.fingerprint == fingerprint:
            return options.mapping
        with store.read() as q:
            return load_mapping(q, fingerprint)

    order_file = OrderFile(file, encoding=options.encoding, mapping_for=saved)
    if options.sha256 and options.sha256 != order_file.encoding.sha256:
        raise FileChanged(name=file.name)
    return order_file


def _twice_if_scattered(run: Callable[[bool], ImportReport]) -> ImportReport:
    """Read a file straight through; only when the rows of an order stand apart in it, read it once more for that."""
    try:
        return run(False)
    except ScatteredRows:
        return run(True)


def _commit(store: Store, desk: Desk, order_file: OrderFile, options: ImportOptions, scattered: bool) -> ImportReport:
    with store.write() as tx:
        if options.mapping is not None:
            save_mapping(tx, desk, options.mapping)
        facts = order_file.facts(options.source, options.currency)
        writer = Writer(tx, desk, facts, may_repeat=scattered)
        report = _run(writer, order_file, options, scattered)
        if writer.import_id:
            finish_import(tx, writer.import_id, rows=report.rows, new=report.new, updated=report.updated)
        if writer.changed:
            tx.touch(Topic.ORDERS)
    return replace(report, import_id=writer.import_id)


def _run(target: Target, order_file: OrderFile, options: ImportOptions, scattered: bool) -> ImportReport:
    apart = order_file.scattered_numbers() if scattered else frozenset()
    importer = Importer(target, options.answers, None if scattered else set())
    for batch in order_file.batches(Choices(options.currency, options.country), apart):
        importer.take(batch)
    return importer.report(order_file.facts(options.source, options.currency), "", order_file.rows)


def _source(order_file: OrderFile, options: ImportOptions) -> str:
    return order_file.facts(options.source, options.currency).source
