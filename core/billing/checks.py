"""What must hold in the books of billing; run by `check` with the invariants of the ledger."""

from core.store.database import Query

_QUERIES = (
    (
        "unpaid-order",  # S1-04, past the schema as well
        "select o.id from billing_order o where o.state = 'draft' or o.postage_minor + o.tax_minor <> "
        "(select coalesce(sum(p.minor), 0) from billing_payment p where p.billing_order = o.id) "
        "or not exists (select 1 from posting p where p.journal = o.journal)",
    ),
    (
        "payable-sum",
        "select b.id from billing_account b where (select coalesce(sum(p.minor), 0) from posting p "
        "where p.account = 'supplier:' || b.id) <> -(select coalesce(sum(o.minor + o.fee_minor), 0) from payable o "
        "where o.account = b.id and o.state = 'open')",
    ),
    (
        "mixed-books",  # S0-20, S0-44
        "select distinct m.journal from posting m join account a on a.code = m.account and a.kind = 'memo' "
        "join posting f on f.journal = m.journal join account b on b.code = f.account and b.kind <> 'memo'",
    ),
)


def billing_findings(q: Query) -> list[str]:
    """Every violated invariant, as a code with the id of what it is about; empty when all is right."""
    return [f"{name}: {row[0]}" for name, sql in _QUERIES for row in q.all(sql)]
