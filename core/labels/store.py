"""Labels that were paid for: rows here, drawings and issued files in `files/`."""

import sqlite3
from dataclasses import dataclass

from core.clock import utc_text
from core.context import Desk
from core.errors import NotFound
from core.labels.codec import from_json
from core.labels.document import LabelDocument
from core.labels.rules import LabelEvent, LabelState, move_label
from core.money import Money
from core.store.database import Query, Tx
from core.store.files import Files
from core.store.history import record_move
from core.topics import Topic

DOCUMENT_TYPE = "application/vnd.postbench.label+json"
RECORD_TYPE = "application/vnd.postbench.record+json"  # bought elsewhere, and its file was not given: nothing to print


@dataclass(frozen=True, slots=True)
class Label:
    """A paid label.

    Attributes:
        id: Our id.
        purchase: The purchase that paid it.
        parcel: The parcel it is for.
        wallet: Who paid.
        carrier: Catalogue code, likewise `service_code`.
        tracking: Compact tracking number.
        quoted: What the rate said.
        price: What was charged.
        state: Where it stands with the carrier's money.
        form: ``drawn`` (a label document) or ``issued`` (the carrier's file).
        media_type: Of the stored file.
        file: SHA-256 of the stored document or issued file.
        content_hash: Hash of what it was bought for, to notice a shipment that changed since.
        ship_day: Local day, ISO.
        rules: Ids of the dated rules it was bought under, comma separated; it keeps them.
        override: ``operator: reason`` of an override, or empty.
        made_at: UTC text.
        void_rule: The rule by which it may be voided (`core.carriers.kept_rules`), or empty where none was kept.
    """

    id: str
    purchase: str
    parcel: str
    wallet: str
    carrier: str
    service_code: str
    tracking: str
    quoted: Money
    price: Money
    state: LabelState
    form: str
    media_type: str
    file: str
    content_hash: str
    ship_day: str
    rules: str
    override: str
    provider_ref: str
    made_at: str
    void_rule: str = ""


def insert_label(tx: Tx, desk: Desk, label: Label) -> None:
    """Store a label, in the transaction that books its price."""
    tx.run(
        "insert into label (id, purchase, parcel, wallet, carrier, service_code, tracking, tracking_reversed, "
        "quoted_minor, price_minor, currency, state, form, media_type, file, content_hash, ship_day, rules, override, "
        "provider_ref, made_at, void_rule, actor, station, instance) values (:id, :purchase, :parcel, :wallet, "
        ":carrier, :service_code, :tracking, :reversed, :quoted, :price, :currency, :state, :form, :media_type, :file, "
        ":content_hash, :ship_day, :rules, :override, :provider_ref, :made_at, :void_rule, :actor, :station, "
        ":instance)",
        {
            "id": label.id, "purchase": label.purchase, "parcel": label.parcel, "wallet": label.wallet,
            "carrier": label.carrier, "service_code": label.service_code, "tracking": label.tracking,
            "reversed": label.tracking[::-1], "quoted": label.quoted.minor, "price": label.price.minor,
            "currency": label.price.currency, "state": label.state.value, "form": label.form,
            "media_type": label.media_type, "file": label.file, "content_hash": label.content_hash,
            "ship_day": label.ship_day, "rules": label.rules, "override": label.override,
            "provider_ref": label.provider_ref, "made_at": label.made_at,
            "void_rule": label.void_rule, "actor": desk.actor.operator,
            "station": desk.actor.station, "instance": desk.actor.instance,
        },
    )  # fmt: skip
    tx.touch(Topic.LABELS, Topic.SHIPMENTS)


def get_label(q: Query, label_id: str) -> Label:
    """One label by its id.

    Raises:
        NotFound: No such label.
    """
    row = q.one("select * from label where id = :id", {"id": label_id})
    if row is None:
        raise NotFound(kind="label", id=label_id)
    return label_from_row(row)


def label_of_purchase(q: Query, purchase: str) -> Label | None:
    """The label that a purchase paid, or None."""
    row = q.one("select * from label where purchase = :purchase", {"purchase": purchase})
    return label_from_row(row) if row else None


def labels_of_parcel(q: Query, parcel: str) -> list[Label]:
    """Every label a parcel ever had, oldest first."""
    rows = q.all("select * from label where parcel = :parcel order by id", {"parcel": parcel})
    return [label_from_row(row) for row in rows]


def change_label(tx: Tx, desk: Desk, label: Label, event: LabelEvent, reason: str = "") -> LabelState:
    """Move a label's state and write its history."""
    after = move_label(label.state, event)
    tx.run("update label set state = :state where id = :id", {"state": after.value, "id": label.id})
    record_move(tx, desk, "label", label.id, old=label.state.value, event=event.value, new=after.value, reason=reason)
    tx.touch(Topic.LABELS, Topic.SHIPMENTS)
    return after


def read_document(files: Files, label: Label) -> LabelDocument:
    """The drawing of a drawn label, as it was bought."""
    assert label.form == "drawn", label.form
    return from_json(files.get(label.file).decode("utf-8"))


def now_text(desk: Desk) -> str:
    """The moment as the store keeps it."""
    return utc_text(desk.clock.now())


def label_from_row(row: sqlite3.Row) -> Label:
    """A row of the table as a record."""
    currency = str(row["currency"])
    return Label(
        id=row["id"], purchase=row["purchase"], parcel=row["parcel"], wallet=row["wallet"], carrier=row["carrier"],
        service_code=row["service_code"], tracking=row["tracking"], quoted=Money(row["quoted_minor"], currency),
        price=Money(row["price_minor"], currency), state=LabelState(row["state"]), form=row["form"],
        media_type=row["media_type"], file=row["file"], content_hash=row["content_hash"], ship_day=row["ship_day"],
        rules=row["rules"], override=row["override"], provider_ref=row["provider_ref"], made_at=row["made_at"],
        void_rule=row["void_rule"],
    )  # fmt: skip
