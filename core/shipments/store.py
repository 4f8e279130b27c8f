"""SQL of shipments and parcels."""

import sqlite3
from dataclasses import dataclass

from core.clock import utc_text
from core.context import Desk
from core.orders.records import WeightSource
from core.store.database import Query, Tx
from core.units import Dimensions, Weight


@dataclass(frozen=True, slots=True)
class Parcel:
    """One box of an order.

    Attributes:
        id: Its id; a parcel has one open or live label.
        order: The order.
        n: Number in the shipment, from 1.
        weight: As bought, or None before.
        weight_source: Where it is from.
        dims: As bought, or None.
    """

    id: str
    order: str
    n: int
    weight: Weight | None
    weight_source: WeightSource
    dims: Dimensions | None


_SELECT = "select p.*, s.order_id from parcel p join shipment s on s.id = p.shipment "


def ensure_parcel(tx: Tx, desk: Desk, order: str, n: int = 1) -> str:
    """The id of box `n` of an order, made when it is new; the same for every process."""
    row = tx.one(_SELECT + "where s.order_id = :order and p.n = :n", {"order": order, "n": n})
    if row is not None:
        return str(row["id"])
    now = utc_text(desk.clock.now())
    shipment = tx.value("select id from shipment where order_id = :order", {"order": order})
    if shipment is None:
        shipment = desk.ids.new()
        tx.run(
            "insert into shipment (id, order_id, made_at, actor, station, instance) "
            "values (:id, :order, :at, :actor, :station, :instance)",
            {
                "id": shipment, "order": order, "at": now, "actor": desk.actor.operator,
                "station": desk.actor.station, "instance": desk.actor.instance,
            },
        )  # fmt: skip
    parcel = desk.ids.new()
    tx.run(
        "insert into parcel (id, shipment, n, weight_source, made_at) values (:id, :shipment, :n, 'order', :at)",
        {"id": parcel, "shipment": shipment, "n": n, "at": now},
    )
    return parcel


def set_measures(tx: Tx, parcel: str, weight: Weight, dims: Dimensions | None, source: WeightSource) -> None:
    """What the label is bought for, and where the weight came from."""
    tx.run(
        "update parcel set weight_mg = :mg, length_um = :length, width_um = :width, height_um = :height, "
        "weight_source = :source where id = :id",
        {
            "id": parcel, "mg": weight.mg, "length": dims.length_um if dims else None,
            "width": dims.width_um if dims else None, "height": dims.height_um if dims else None,
            "source": source.value,
        },
    )  # fmt: skip


def get_parcel(q: Query, parcel: str) -> Parcel:
    """One parcel; it must be there."""
    row = q.one(_SELECT + "where p.id = :id", {"id": parcel})
    assert row is not None, parcel
    return _parcel(row)


def parcels_of_order(q: Query, order: str) -> list[Parcel]:
    """The boxes of an order."""
    return [_parcel(row) for row in q.all(_SELECT + "where s.order_id = :order order by p.n", {"order": order})]


def _parcel(row: sqlite3.Row) -> Parcel:
    dims = Dimensions(row["length_um"], row["width_um"], row["height_um"]) if row["length_um"] else None
    weight = None if row["weight_mg"] is None else Weight(row["weight_mg"])
    return Parcel(row["id"], row["order_id"], row["n"], weight, WeightSource(row["weight_source"]), dims)
