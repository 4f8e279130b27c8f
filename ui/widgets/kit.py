"""What every widget is made with: the words and the look. A change of either makes new widgets."""

from dataclasses import dataclass

from core.i18n import Tr
from ui.theme import Look


@dataclass(frozen=True, slots=True)
class Kit:
    """Handed to every widget as its first argument.

    Attributes:
        tr: Words in the chosen language.
        look: Colours and sizes.
    """

    tr: Tr
    look: Look

    def px(self, size: int) -> int:
        """A distance of the design (a multiple of 4, usually of 8) at the chosen text size."""
        return self.look.px(size)

    def key_text(self, keys: str) -> str:
        """A key as it is printed on the keyboard of this language: ``Enter``, ``Entrée``."""
        tr = self.tr
        names = {
            "Enter": tr("Enter"),
            "Esc": tr("Esc"),
            "Space": tr("Space"),
            "Shift": tr("Shift"),
            "Del": tr("Del"),
            "Up": "↑",
            "Down": "↓",
        }
        return "+".join(names.get(part, part) for part in keys.split("+"))
