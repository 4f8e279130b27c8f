"""Texts from outside inside a sentence. No Qt."""

_SHORT = 40


def shortened(text: str) -> str:
    """A code or text from outside as it is quoted: its first 40 characters."""
    return text if len(text) <= _SHORT else text[:_SHORT] + "…"
