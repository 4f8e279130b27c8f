"""Drawing a part of a page anew."""

from PySide6.QtWidgets import QLayout, QWidget


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
