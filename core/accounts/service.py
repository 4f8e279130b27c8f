"""Use cases of set-up: every page is kept as it is finished, and the gate before money."""

from dataclasses import replace

from core.accounts import store as rows
from core.accounts.records import PaymentMethod, PaymentVersion, Setup, Wallet
from core.accounts.rules import (
    LABEL_FORMATS,
    CardNumberTyped,
    FormProblems,
    SetupIncomplete,
    WalletClosed,
    WalletFrozen,
    address_problems,
    looks_like_card_number,
    missing_steps,
    payment_problems,
)
from core.accounts.store_states import freeze_of
from core.address import Address
from core.clock import utc_text
from core.context import Desk
from core.errors import NotFound, Problem
from core.people.acts import Act
from core.people.records import NO_PROOFS, Proofs
from core.people.service import require, require_somebody
from core.store.database import Query, Store, Tx
from core.store.files import Files
from core.topics import Topic


def wallets(q: Query) -> list[Wallet]:
    """All wallets, in the order of display."""
    return rows.list_wallets(q)


def wallet_for_carrier(q: Query, carrier: str) -> Wallet:
    """The wallet that pays for `carrier` (M1).

    Raises:
        NotFound: No wallet lists the carrier (catalogue-only carriers are never offered from One Balance).
    """
    for wallet in rows.list_wallets(q):
        if carrier in wallet.carriers:
            return wallet
    raise NotFound(kind="wallet-for-carrier", id=carrier)


def require_ready(q: Query, wallet_id: str) -> Wallet:
    """The gate of S0-07: the wallet, when set-up is finished and it is open.

    Raises:
        SetupIncomplete: Steps are missing; the error names them.
        WalletClosed: Nothing is bought from a closing wallet.
        WalletFrozen: A chargeback or a person froze it.
    """
    wallet = rows.get_wallet(q, wallet_id)
    setup = rows.read_setup(q, wallet_id)
    if not setup.finished_at:
        missing = ", ".join(missing_steps(wallet, setup)) or "finish"
        raise SetupIncomplete(wallet=wallet_id, wallet_name=wallet.name, missing=missing)
    if wallet.state != "open":
        raise WalletClosed(wallet=wallet_id, wallet_name=wallet.name, state=wallet.state)
    frozen = freeze_of(q, wallet_id)
    if frozen is not None:
        raise WalletFrozen(wallet=wallet_id, wallet_name=wallet.name, cause=frozen.cause.value, reason=frozen.reason)
    return wallet


def add_wallets(store: Store, desk: Desk, new: list[Wallet]) -> None:
    """Add wallets that are not there yet, and carriers that wallets do not list yet (a user's own file)."""
    with store.write() as tx:
        _add_missing(tx, desk, new)


def _add_missing(tx: Tx, desk: Desk, new: list[Wallet]) -> None:
    known = {wallet.id: wallet for wallet in rows.list_wallets(tx)}
    for position, wallet in enumerate(new):
        if wallet.id not in known:
            rows.insert_wallet(tx, desk, wallet, position)
        else:
            listed = known[wallet.id].carriers
            rows.add_wallet_carriers(tx, wallet.id, [code for code in wallet.carriers if code not in listed])
    tx.touch(Topic.WALLET, Topic.SETUP)


def save_holder(store: Store, desk: Desk, wallet_id: str, *, holder: str, username: str, confirmed: bool) -> Setup:
    """Who holds the balance and the account's name there (S2-02 to S2-04); `confirmed`: the person verified it."""
    problems = [Problem(n, "form.required") for n, v in (("holder", holder), ("username", username)) if not v.strip()]
    problems += [
        Problem(name, "accounts.card-number")
        for name, text in (("holder", holder), ("username", username))
        if looks_like_card_number(text)
    ]
    if problems:
        raise FormProblems(problems)
    with store.write() as tx:
        require_somebody(tx, desk)
        draft = _draft(tx, wallet_id)
        named = replace(draft, holder=holder.strip(), username=username.strip(), username_confirmed=confirmed)
        return _keep(tx, desk, named)


def save_payment(
    store: Store, desk: Desk, wallet_id: str, method: PaymentMethod, *, proofs: Proofs = NO_PROOFS
) -> Setup:
    """The payment method and billing address (S0-10, S0-16 to S0-19); older versions are kept.

    Raises:
        FormProblems: All that is wrong; a card number is refused and never stored.
        OperatorNeeded: Outside practice nobody has a PIN yet (S2-26).
        Refused: As of `require`, for `Act.PAYMENT_METHOD` about the wallet (S2-13), where something changes.
    """
    today = desk.clock.now().astimezone(desk.actor.zone).date()
    problems = payment_problems(method, today)
    if problems:
        raise FormProblems(problems)
    with store.write() as tx:
        require_somebody(tx, desk)
        draft = _draft(tx, wallet_id)
        if draft.payment != method:
            require(tx, desk, Act.PAYMENT_METHOD, proofs, about=wallet_id)
            rows.insert_payment(tx, desk, wallet_id, method)
        return _keep(tx, desk, draft)


def save_location(store: Store, desk: Desk, wallet_id: str, location: Address) -> Setup:
    """Where parcels are sent from."""
    problems = address_problems(location, "location")
    if problems:
        raise FormProblems(problems)
    with store.write() as tx:
        return _keep(tx, desk, replace(_draft(tx, wallet_id), location=location))


def accept_terms(
    store: Store, desk: Desk, files: Files, wallet_id: str, carrier: str, *, text: bytes, version: str, ticked: bool
) -> Setup:
    """Record that a person read and accepted exactly this text (S0-11): SHA-256, version, user, time, station.

    Raises:
        FormProblems: The box was not ticked, or the text is empty.
        NotFound: The wallet does not list the carrier.
    """
    if not ticked or not text.strip():
        raise FormProblems([Problem(f"terms.{carrier}", "accounts.terms-not-ticked" if text else "form.required")])
    digest = files.keep(text)
    with store.write() as tx:
        if carrier not in rows.get_wallet(tx, wallet_id).carriers:
            raise NotFound(kind="carrier", id=carrier)
        draft = _draft(tx, wallet_id)
        if not any(t.carrier == carrier and t.sha256 == digest and t.version == version for t in draft.terms):
            rows.insert_terms(tx, desk, wallet_id, carrier, digest, version)
        return _keep(tx, desk, draft)


def save_label_format(store: Store, desk: Desk, wallet_id: str, label_format: str) -> Setup:
    """Requested Label Format (S2-14): ``pdf`` (Standard), ``epl`` or ``zpl``."""
    if label_format not in LABEL_FORMATS:
        raise FormProblems([Problem("label_format", "form.choice", label_format)])
    with store.write() as tx:
        return _keep(tx, desk, replace(_draft(tx, wallet_id), label_format=label_format))


def finish_setup(store: Store, desk: Desk, wallet_id: str, *, proofs: Proofs = NO_PROOFS) -> Setup:
    """Finish Setup (S0-12, S2-19); pressing it again changes nothing.

    Raises:
        SetupIncomplete: Steps are missing.
        Refused: As of `require`, for `Act.FINISH_SETUP` about the wallet (S2-13).
    """
    with store.write() as tx:
        require_somebody(tx, desk)
        wallet, draft = rows.get_wallet(tx, wallet_id), _draft(tx, wallet_id)
        missing = missing_steps(wallet, draft)
        if missing:
            raise SetupIncomplete(wallet=wallet_id, wallet_name=wallet.name, missing=", ".join(missing))
        if draft.finished_at:
            return draft
        require(tx, desk, Act.FINISH_SETUP, proofs, about=wallet_id)
        return _keep(tx, desk, replace(draft, finished_at=utc_text(desk.clock.now())))


def setup_of(q: Query, wallet_id: str) -> Setup:
    """The set-up as it stands."""
    rows.get_wallet(q, wallet_id)
    return rows.read_setup(q, wallet_id)


def payment_versions(q: Query, wallet_id: str) -> list[PaymentVersion]:
    """Every payment method that the wallet had, the one in use first (S0-16)."""
    return rows.list_payments(q, wallet_id)


def open_steps(q: Query, wallet_id: str) -> list[str]:
    """Codes of the steps that are missing before Finish."""
    return missing_steps(rows.get_wallet(q, wallet_id), rows.read_setup(q, wallet_id))


def guard_note(field: str, text: str) -> str:
    """Let a note pass unless it looks like a card number (bar 5).

    Raises:
        CardNumberTyped: It does; nothing of it is kept.
    """
    if looks_like_card_number(text):
        raise CardNumberTyped(field=field)
    return text


def _draft(tx: Tx, wallet_id: str) -> Setup:
    rows.get_wallet(tx, wallet_id)
    return rows.read_setup(tx, wallet_id)


def _keep(tx: Tx, desk: Desk, draft: Setup) -> Setup:
    rows.write_setup(tx, desk, draft)
    tx.touch(Topic.SETUP, Topic.WALLET)
    return rows.read_setup(tx, draft.wallet)
