"""Drawing a part of a page anew."""

from collections.abc import Callable

from PySide6.QtWidgets import QLayout, QWidget
from shiboken6 import isValid


def while_alive(widget: QWidget, draw: Callable[[], None]) -> Callable[[], None]:
    """`draw` for as long as Qt has `widget`: a presenter outlives the page that a new language makes anew."""

    def drawn() -> None:
        if isValid(widget):
            draw()

    return drawn


def empty(layout: QLayout) -> None:
    """Take every item out of `layout`, and its widgets off the page at once."""
    while (item := layout.takeAt(0)) is not None:
        drop(item.widget())
        inner = item.layout()
        if inner is not None:
            empty(inner)


def drop(widget: QWidget | None) -> None:
    """Take a widget off the page; Qt deletes it once its signal is over."""
    if widget is not None:
        widget.hide()
        widget.setParent(None)
        widget.deleteLater()
