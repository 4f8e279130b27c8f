"""The catalogue: carriers that we ship, and a user's own from the folder ``carriers/`` of the data directory.

A shipped file is right (tests see to it) and a fault in it is a programming error; a user's file with problems is left
out and all of its problems are told.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import ClassVar

from core.carriers.carrier_file import read_amendment, read_carrier
from core.carriers.model import Carrier, Kind, Service
from core.carriers.reading import FileProblem, Table
from core.carriers.tracking.numbers import NumberBook
from core.carriers.tracking.reading import check_test_numbers
from core.errors import Refused
from core.resources import resource

USER_FOLDER = "carriers"
_MAX_FILE_BYTES = 1_000_000


class UnknownCarrier(Refused):
    """No carrier has this code or name. Fields: ``carrier``."""

    code: ClassVar[str] = "carriers.unknown-carrier"


class UnknownService(Refused):
    """The carrier has no such service. Fields: ``carrier``, ``service``."""

    code: ClassVar[str] = "carriers.unknown-service"


class Catalogue:
    """Carriers by code and by every name they go by."""

    def __init__(self, carriers: tuple[Carrier, ...]) -> None:
        self.carriers = carriers
        self._by_name: dict[str, Carrier] = {}
        for carrier in carriers:
            for name in names_of(carrier):
                self._by_name.setdefault(name, carrier)

    @cached_property
    def numbers(self) -> NumberBook:
        """The tracking-number schemes of all carriers."""
        return NumberBook(scheme for carrier in self.carriers for scheme in carrier.tracking)

    def find(self, text: str) -> Carrier | None:
        """The carrier with this code, display name or alias, in any case; or None."""
        return self._by_name.get(_plain(text))

    def get(self, text: str) -> Carrier:
        """As `find`.

        Raises:
            UnknownCarrier: No carrier has this code or name.
        """
        carrier = self.find(text)
        if carrier is None:
            raise UnknownCarrier(carrier=text)
        return carrier

    def service(self, carrier: str, service: str) -> Service:
        """A service by its code.

        Raises:
            UnknownCarrier, UnknownService: There is none.
        """
        found = self.get(carrier).service(service)
        if found is None:
            raise UnknownService(carrier=carrier, service=service)
        return found

    def for_wallet(self, currency: str) -> tuple[Carrier, ...]:
        """The carriers that a One Balance in `currency` pays, in the order of the catalogue."""
        return tuple(carrier for carrier in self.carriers if carrier.wallet == currency)

    def to_show(self) -> tuple[Carrier, ...]:
        """The carriers that people know as such: without files that only describe number formats."""
        return tuple(carrier for carrier in self.carriers if carrier.kind is not Kind.NUMBERS)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def names_of(carrier: Carrier) -> frozenset[str]:
    """Everything that a carrier answers to, folded."""
    return frozenset(_plain(name) for name in (carrier.code, carrier.name, carrier.name_fr, *carrier.aliases))


@lru_cache(maxsize=1)
def shipped_catalogue() -> Catalogue:
    """The carriers of the program, read once."""
    carriers = []
    for path in sorted(resource("carriers").glob("*.toml")):
        carrier, problems = read_carrier(tomllib.loads(path.read_text(encoding="utf-8")), path.name, is_shipped=True)
        assert not problems, problems
        carriers.append(carrier)
    return Catalogue(tuple(carriers))


def load_catalogue(data_directory: Path | None = None) -> tuple[Catalogue, tuple[FileProblem, ...]]:
    """The shipped carriers and those of ``carriers/*.toml`` in `data_directory`, with what is wrong in the latter."""
    shipped = shipped_catalogue()
    folder = data_directory / USER_FOLDER if data_directory else None
    if folder is None or not folder.is_dir():
        return shipped, ()
    carriers = list(shipped.carriers)
    problems: list[FileProblem] = []
    for path in sorted(folder.glob("*.toml")):
        data = _parse(path, problems)
        if data is not None:
            problems += _add(carriers, data, path.name)
    return Catalogue(tuple(carriers)), tuple(problems)


def _parse(path: Path, problems: list[FileProblem]) -> Mapping[str, object] | None:
    try:
        if path.stat().st_size > _MAX_FILE_BYTES:
            problems.append(FileProblem(path.name, "", "carriers.file.too-large"))
            return None
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        problems.append(FileProblem(path.name, "", "carriers.file.unreadable", str(error)))
        return None


def _add(carriers: list[Carrier], data: Mapping[str, object], file: str) -> list[FileProblem]:
    """Add one user file to `carriers`, unless something is wrong with it."""
    if "amends" in data:
        amendment, problems = read_amendment(data, file)
        return problems or _amend(carriers, amendment.carrier, file)
    carrier, problems = read_carrier(data, file, is_shipped=False)
    check_test_numbers(Table(data, file, "", problems), carrier.tracking)
    taken = names_of(carrier) & frozenset[str]().union(*(names_of(other) for other in carriers))
    problems += [FileProblem(file, "code", "carriers.file.name-taken", name) for name in sorted(taken - {""})]
    if not problems:
        carriers.append(carrier)
    return problems


def _rule_ids(carrier: Carrier) -> frozenset[str]:
    return frozenset(rule.id for rule in carrier.voids) | frozenset(rule.id for rule in carrier.dims)


def _amend(carriers: list[Carrier], extra: Carrier, file: str) -> list[FileProblem]:
    """Put a user's rules before the shipped ones of the carrier they are for; their ids must be new."""
    for n, carrier in enumerate(carriers):
        if carrier.code != extra.code:
            continue
        known = _rule_ids(carrier)
        again = sorted(known & _rule_ids(extra))
        if again:
            return [FileProblem(file, "id", "carriers.file.duplicate", rule_id) for rule_id in again]
        carriers[n] = replace(
            carrier,
            voids=(*extra.voids, *carrier.voids),
            dims=(*extra.dims, *carrier.dims),
            sources=(*carrier.sources, *extra.sources),
        )
        return []
    return [FileProblem(file, "amends", "carriers.file.unknown-carrier", extra.code)]
