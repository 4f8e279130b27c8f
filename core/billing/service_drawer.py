"""The drawer: the provider's monthly statements, kept, with their lines tied to our orders (S1-10; C9)."""

import csv
import io
from dataclasses import dataclass
from datetime import date, timedelta

from core.accounts.service import guard_note
from core.billing import store as rows
from core.billing.dated_rules import BillingRules
from core.billing.records import BilledOrder, OrderState
from core.billing.rules import LineTied, OtherAccount, file_kind, month_of, read_day
from core.billing.service import allow, said, today_of
from core.context import Desk
from core.errors import NotFound
from core.money import Money, parse_money
from core.people.records import NO_PROOFS, Proofs
from core.store.database import Query, Store, Tx
from core.store.files import Files
from core.tasks.service import settle_task
from core.topics import Topic

_NEAR = timedelta(days=7)
LINES_MAX = 5000


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line of the provider's statement: its local day (ISO), its text, its amount."""

    day: str
    text: str
    amount: Money


@dataclass(frozen=True, slots=True)
class DrawerLine:
    """A line that is kept; `order` is the recorded order that it is tied to, or empty."""

    id: str
    n: int
    day: str
    text: str
    amount: Money
    order: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A statement of the provider in the drawer; `place` is where it lived when it was kept."""

    id: str
    account: str
    month: str
    name: str
    sha256: str
    place: str
    at: str
    actor: str
    lines: tuple[DrawerLine, ...]


def parse_lines(text: str, currency: str) -> list[NewLine]:
    """Lines out of CSV text with the columns day, text, amount; a head line is stepped over.

    Raises:
        BadText: An amount that cannot be read; nothing is guessed.
    """
    found = [row for row in csv.reader(io.StringIO(text)) if any(cell.strip() for cell in row)][: LINES_MAX + 1]
    if found and not any(char.isdigit() for char in found[0][0]):
        found = found[1:]
    return [
        NewLine(day.strip(), about.strip(), parse_money(amount.strip(), currency))
        for day, about, amount in ([*row, "", "", ""][:3] for row in found)
    ]


def keep_paper(
    store: Store,
    desk: Desk,
    files: Files,
    account_id: str,
    month: str,
    name: str,
    data: bytes,
    lines: list[NewLine],
    *,
    proofs: Proofs = NO_PROOFS,
) -> Paper:
    """Keep a provider's statement, tie what is beyond doubt, and end the task that asks for it.

    The same file again adds only lines that are new.

    Raises:
        FileRefused, BadDay, CardNumberTyped: As they say.
        Refused: As of `require`, for `Act.RECORD` about the account.
    """
    file_kind(data)
    month_of(month)
    title, today = guard_note("name", name.strip() or f"{month}.pdf"), today_of(desk)
    for line in lines:
        read_day(line.day, today)
        guard_note("text", line.text)
    sha256 = files.keep(data)
    with store.write() as tx:
        allow(tx, desk, proofs, about=account_id)
        rows.get_account(tx, account_id)
        paper = next((p for p in papers(tx, account_id) if (p.month, p.sha256) == (month, sha256)), None)
        paper_id = paper.id if paper else desk.ids.new()
        if paper is None:
            rows.insert(
                tx, desk, "drawer_paper",
                {
                    "id": paper_id, "account": account_id, "month": month, "name": title, "sha256": sha256,
                    "place": place_written(tx, account_id),
                },
            )  # fmt: skip
        known = [(line.day, line.text, line.amount) for line in paper.lines] if paper else []
        for line in lines:
            if (line.day, line.text, line.amount) in known:
                known.remove((line.day, line.text, line.amount))
            else:
                _add_line(tx, desk, account_id, paper_id, line)
        settle_task(tx, desk, f"provider-statement:{account_id}:{month}", "kept")
        tx.touch(Topic.BILLING)
        return get_paper(tx, paper_id)


def tie_line(
    store: Store, desk: Desk, line_id: str, order_id: str, *, proofs: Proofs = NO_PROOFS
) -> Paper:  # fmt: skip
    """A person says which order a line is of.

    Raises:
        NotFound: No such line or order.
        OtherAccount, LineTied: It is another account's, or was taken back; one of the two is tied already.
        Refused: As of `require`, for `Act.RECORD` about the account.
    """
    with store.write() as tx:
        paper = next((p for p in papers(tx) if any(line.id == line_id for line in p.lines)), None)
        if paper is None:
            raise NotFound(kind="drawer-line", id=line_id)
        allow(tx, desk, proofs, about=paper.account)
        order = rows.get_order(tx, order_id)
        if order.account != paper.account or order.state is not OrderState.CREATED:
            raise OtherAccount(order=order_id, account=paper.account)
        tied = [(line.id, line.order) for p in papers(tx, paper.account) for line in p.lines if line.order]
        if any(line_id == line or order_id == other for line, other in tied):
            raise LineTied(line=line_id, order=order_id)
        rows.insert(tx, desk, "drawer_tie", {"line": line_id, "billing_order": order_id})
        tx.touch(Topic.BILLING)
        return get_paper(tx, paper.id)


def set_place(
    store: Store, desk: Desk, account_id: str, place: str, *, proofs: Proofs = NO_PROOFS
) -> str:  # fmt: skip
    """Write where the provider's statements live: a text of the person's own (C9)."""
    text = said(place, "place")
    with store.write() as tx:
        allow(tx, desk, proofs, about=account_id)
        rows.get_account(tx, account_id)
        rows.insert(tx, desk, "drawer_place", {"id": desk.ids.new(), "account": account_id, "place": text})
        tx.touch(Topic.BILLING)
    return text


def place_written(q: Query, account_id: str) -> str:
    """Where a person wrote that the statements live; empty where nobody did."""
    found = q.value(
        "select place from drawer_place where account = :account order by id desc limit 1", {"account": account_id}
    )
    return str(found or "")


def place_of(q: Query, rules: BillingRules, account_id: str) -> str:
    """Where the statements live: as a person wrote, else as the source says."""
    return place_written(q, account_id) or rules.keeping(rows.get_account(q, account_id).carrier).where


def papers(q: Query, account_id: str = "") -> list[Paper]:
    """What lies in the drawer, the newest month first."""
    found = q.all(
        "select * from drawer_paper where :account in ('', account) order by month desc, id desc",
        {"account": account_id},
    )
    return [
        Paper(
            row["id"], row["account"], row["month"], row["name"], row["sha256"], row["place"], row["at"], row["actor"],
            _lines(q, row["id"]),
        )
        for row in found
    ]  # fmt: skip


def get_paper(q: Query, paper_id: str) -> Paper:
    """One of them.

    Raises:
        NotFound: There is none.
    """
    found = next((paper for paper in papers(q) if paper.id == paper_id), None)
    if found is None:
        raise NotFound(kind="drawer-paper", id=paper_id)
    return found


def _lines(q: Query, paper_id: str) -> tuple[DrawerLine, ...]:
    found = q.all(
        "select l.*, coalesce(t.billing_order, '') as tied from drawer_line l "
        "left join drawer_tie t on t.line = l.id where l.paper = :paper order by l.n",
        {"paper": paper_id},
    )
    return tuple(
        DrawerLine(row["id"], row["n"], row["day"], row["text"], Money(row["minor"], row["currency"]), row["tied"])
        for row in found
    )


def _add_line(tx: Tx, desk: Desk, account_id: str, paper_id: str, line: NewLine) -> None:
    line_id = desk.ids.new()
    rows.insert(
        tx, desk, "drawer_line",
        {
            "id": line_id, "paper": paper_id, "n": 1 + tx.integer(
                "select count(*) from drawer_line where paper = :paper", {"paper": paper_id}
            ),
            "day": line.day, "text": line.text, "minor": line.amount.minor, "currency": line.amount.currency,
        },
    )  # fmt: skip
    order = _beyond_doubt(tx, account_id, line)
    if order:
        rows.insert(tx, desk, "drawer_tie", {"line": line_id, "billing_order": order})


def _beyond_doubt(tx: Tx, account_id: str, line: NewLine) -> str:
    """The one order that is meant: by its reference in the text, else by amount within a week; empty where in doubt."""
    found = tx.all(
        "select o.id from billing_order o where o.account = :account and o.state = 'created' "
        "and o.postage_minor + o.tax_minor = :minor and o.currency = :currency "
        "and not exists (select 1 from drawer_tie t where t.billing_order = o.id) order by o.id",
        {"account": account_id, "minor": line.amount.minor, "currency": line.amount.currency},
    )
    free = [rows.get_order(tx, row["id"]) for row in found]
    named = [order for order in free if order.reference and order.reference in line.text.split()]
    near = [order for order in free if _is_near(order, line)]
    sure = named if named else near
    return sure[0].id if len(sure) == 1 else ""


def _is_near(order: BilledOrder, line: NewLine) -> bool:
    return bool(line.day) and abs(date.fromisoformat(order.day) - date.fromisoformat(line.day)) <= _NEAR
