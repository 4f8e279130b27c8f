"""Reading what the Billing page shows. No Qt, no words."""

from core.billing.dated_rules import load_billing_rules
from core.billing.service import standing_of, today_of
from core.billing.service_drawer import papers, place_of
from core.billing.service_meter import meter_balance
from core.billing.service_other import other_charges, other_methods, other_totals
from core.billing.service_statement import issued_statements
from core.billing.store import (
    account_changes,
    list_accounts,
    list_meters,
    list_orders,
    list_payables,
    meter_readings,
)
from core.billing.volume import volumes
from core.services import Services
from ui.pages.billing.rows import BillingFacts

_ORDERS_SHOWN = 500


def read_facts(services: Services) -> BillingFacts:
    """All of it, on one snapshot."""
    rules = load_billing_rules(services.directory)
    with services.store.read() as q:
        accounts = list_accounts(q)
        return BillingFacts(
            accounts=tuple(standing_of(q, rules, one.id) for one in accounts),
            history=tuple((one.id, tuple(account_changes(q, one.id))) for one in accounts),
            places=tuple((one.id, place_of(q, rules, one.id)) for one in accounts),
            orders=tuple(list_orders(q, limit=_ORDERS_SHOWN)),
            payables=tuple(list_payables(q)),
            meters=tuple(
                (one, meter_balance(q, one), next(iter(meter_readings(q, one.number)), None)) for one in list_meters(q)
            ),
            issued=tuple(issued_statements(q)),
            papers=tuple(papers(q)),
            volumes=tuple(volumes(q)),
            methods=tuple(other_methods(q)),
            charges=tuple(other_charges(q)),
            totals=tuple(other_totals(q)),
            today=today_of(services.desk).isoformat(),
        )
