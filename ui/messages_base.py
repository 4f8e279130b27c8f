"""What a message is made of: the parts that every table of `ui/messages_*.py` shares."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from core.errors import Problem
from core.i18n import Tr, Words
from core.money import Money
from ui.views import MoneyMoved

_TYPED = frozenset({"text", "id", "number", "order", "value", "asked", "carrier"})
_TYPED_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Told:
    """An error in words.

    Attributes:
        happened: What happened, one sentence.
        todo: What to do now.
        money: Whether money moved; None takes what the error's family says.
        money_text: Says more than the standing words for money where they are not enough.
    """

    happened: str
    todo: str
    money: MoneyMoved | None = None
    money_text: str = ""


class Fields:
    """The typed fields of an error, as sentences want them; a field that is missing reads ``?`` and never fails."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = values

    def value(self, name: str) -> object:
        """The field as it is."""
        return self._values.get(name, "?")

    def __getitem__(self, name: str) -> object:
        """The field for a place in a sentence: Money stays Money, lists become ``a, b``, what was typed is clipped.

        A wallet goes by its name where the error knows it, else by its currency, which is its id in capitals.
        """
        value = self.value(name)
        if name == "wallet":
            return str(self._values.get("wallet_name") or str(value).upper())
        if isinstance(value, Money):
            return value
        text = ", ".join(self.codes(name)) if isinstance(value, list | tuple) else str(value)
        return f"{text[: _TYPED_SHOWN - 1]}…" if name in _TYPED and len(text) > _TYPED_SHOWN else text

    def codes(self, name: str) -> list[str]:
        """A field of several codes: a sequence, or text of the form ``a, b``."""
        value = self.value(name)
        items: Iterable[object] = value if isinstance(value, list | tuple) else str(value).split(",")
        return [text for item in items if (text := str(item).strip())]

    def problems(self, name: str) -> list[Problem]:
        """A field that holds problems."""
        value = self.value(name)
        items = value if isinstance(value, list | tuple) else ()
        return [item for item in items if isinstance(item, Problem)]


Sentence = Callable[[Tr, str, str], str]
"""Makes a problem's sentence: words, the field in words, what was given."""
Message = Callable[[Tr, Fields], Told]
Table = dict[str, Words]


def word(tr: Tr, table: Mapping[str, Words], code: object) -> str:
    """The word for a code, or the code itself where the table has none."""
    found = table.get(str(code))
    return found(tr) if found else str(code)


def capital(text: str) -> str:
    """The text with a capital at its beginning, as every state of a list has it."""
    return text[:1].upper() + text[1:]


def listed(tr: Tr, table: Mapping[str, Words], codes: Iterable[str]) -> str:
    """The words for several codes, each once: ``a, b, c``."""
    return ", ".join(dict.fromkeys(word(tr, table, code) for code in codes))
