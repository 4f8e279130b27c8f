"""What a person does to one order: mend, hold, release, use as is, cancel, reopen. No Qt here."""

from collections.abc import Callable
from functools import partial

from core.address import Address
from core.errors import Problem, StationError
from core.orders import service
from core.orders.records import Order, OrderState
from core.orders.rules import address_problems
from core.postal import normalise_address
from core.units import Dimensions, Weight
from ui.app_context import App
from ui.running import Lane
from ui.views import Tone

Change = Callable[[str], Order]


class Mending:
    """Writes changes of the order in the panel, one at a time.

    Args:
        app: What the window gives.
        order: Gives the id of the order in the panel, empty for none.
        written: Called after each change.
    """

    def __init__(self, app: App, order: Callable[[], str], written: Callable[[], None]) -> None:
        self._app, self._order, self._written = app, order, written
        self._is_busy = False

    def check_address(self, address: Address) -> tuple[Problem, ...]:
        """What would hold an order with this address."""
        return address_problems(normalise_address(address), as_is=False)

    def change_address(self, address: Address, as_is: str = "") -> None:
        """Give the order another recipient; with `as_is` (a reason) the tables are overruled."""
        services = self._app.services

        def change(order_id: str) -> Order:
            order = service.change_address(services.store, services.desk, order_id, address)
            return service.use_address_as_is(services.store, services.desk, order_id, as_is) if as_is else order

        self._change(change, lambda order: self._app.tr("The address of {number} is changed.", number=order.number))

    def change_measures(self, weight: Weight | None, dims: Dimensions | None) -> None:
        """Give the parcel a weight and a size."""
        services = self._app.services
        change = partial(service.change_measures, services.store, services.desk, weight=weight, dims=dims)
        self._change(
            change, lambda order: self._app.tr("Weight and size of {number} are changed.", number=order.number)
        )

    def change_service(self, carrier: str, name: str) -> None:
        """Ask for another service; both empty: the cheapest that fits."""
        services = self._app.services
        change = partial(service.change_service, services.store, services.desk, carrier=carrier, service=name)
        self._change(change, lambda order: self._app.tr("The service of {number} is changed.", number=order.number))

    def use_as_is(self, reason: str) -> None:
        """The address is right although a table says otherwise."""
        services = self._app.services
        change = partial(service.use_address_as_is, services.store, services.desk, reason=reason)
        self._change(
            change, lambda order: self._app.tr("The address of {number} is used as it is.", number=order.number)
        )

    def hold(self, reason: str) -> None:
        """Keep the order from shipping."""
        services = self._app.services
        change = partial(service.hold_order, services.store, services.desk, reason=reason)
        self._change(
            change, lambda order: self._app.tr("Order {number} is held.", number=order.number),
            lambda order_id: service.release_order(services.store, services.desk, order_id),
        )  # fmt: skip

    def release(self, reason: str) -> None:
        """Lift what a person, or the shop's cancellation, holds the order for."""
        services = self._app.services
        change = partial(service.release_order, services.store, services.desk, reason=reason)
        self._change(change, self._released)

    def _released(self, order: Order) -> str:
        tr = self._app.tr
        if order.state is OrderState.HELD:
            return tr("Order {number} is still held: correct the rest.", number=order.number)
        return tr("Order {number} is open again.", number=order.number)

    def cancel(self, reason: str) -> None:
        """Take the order off the list."""
        services = self._app.services
        change = partial(service.cancel_order, services.store, services.desk, reason=reason)
        self._change(
            change, lambda order: self._app.tr("Order {number} is cancelled.", number=order.number),
            lambda order_id: service.reopen_order(services.store, services.desk, order_id),
        )  # fmt: skip

    def reopen(self) -> None:
        """Bring the cancelled order back."""
        services = self._app.services
        self._change(partial(service.reopen_order, services.store, services.desk), self._released)

    def _change(self, change: Change, words: Callable[[Order], str], undo: Change | None = None) -> None:
        """Write a change; `undo` takes it back for ten seconds."""
        order_id = self._order()
        if not order_id or self._is_busy:
            return
        self._is_busy = True
        self._app.runner.run(
            partial(change, order_id), partial(self._changed, words, undo), self._not_changed, Lane.DESK
        )

    def _changed(self, words: Callable[[Order], str], undo: Change | None, order: Order) -> None:
        self._is_busy = False
        back = partial(self._take_back, undo, order.id) if undo is not None else None
        self._app.notify(Tone.OK, words(order), back)
        self._written()

    def _take_back(self, undo: Change, order_id: str) -> None:
        self._app.runner.run(partial(undo, order_id), self._taken_back, self._app.notify_error, Lane.DESK)

    def _taken_back(self, order: Order) -> None:
        tr = self._app.tr
        self._app.notify(Tone.OK, tr("Undone: order {number}.", number=order.number))
        self._written()

    def _not_changed(self, error: StationError) -> None:
        self._is_busy = False
        self._app.notify_error(error)
