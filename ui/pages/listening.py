"""How a presenter tells the page that something changed. No Qt here.

A presenter outlives its page: a change of language or theme makes the page anew. So the page joins when it is made
and leaves when Qt destroys it.
"""

from collections.abc import Callable


class Listeners:
    """Who draws what a presenter has."""

    def __init__(self) -> None:
        self._drawers: list[Callable[[], None]] = []

    def join(self, draw: Callable[[], None]) -> Callable[[], None]:
        """Call `draw` whenever something changed, until the function that this returns is called."""
        self._drawers.append(draw)

        def leave() -> None:
            if draw in self._drawers:
                self._drawers.remove(draw)

        return leave

    def tell(self) -> None:
        """Something changed."""
        for draw in list(self._drawers):
            draw()

    def __bool__(self) -> bool:
        return bool(self._drawers)
