"""What a page asks before an act of money: a PIN again, and a second person's. No Qt."""

from dataclasses import dataclass

from core.people.acts import Act


@dataclass(frozen=True, slots=True)
class Ask:
    """One act that asks for PINs.

    Attributes:
        act: What is about to be done.
        about: What exactly, as its use case says it.
        second: Whether a second person is needed beyond what the act always needs.
        why: Why, in words; empty where the act says enough.
    """

    act: Act
    about: str = ""
    second: bool = False
    why: str = ""
