"""What asks for a PIN, and whose. Pure."""

from dataclasses import dataclass
from enum import Enum


class Act(Enum):
    """Every act that asks for a PIN again (MISSION S2-13; section 7, no. 17)."""

    PAYMENT_METHOD = "payment-method"
    BILLING_DETAILS = "billing-details"
    FINISH_SETUP = "finish-setup"
    BUY_POSTAGE = "buy-postage"
    AUTOFUND = "autofund"
    LIMITS = "limits"
    CEILINGS = "ceilings"
    READING = "reading"
    ADJUSTMENT = "adjustment"
    RECORD = "record"  # what was bought or refunded elsewhere, declared by hand
    DECIDE = "decide"  # a person says what came of a purchase that nobody can look up
    CLOSING = "closing"
    RESTORE = "restore"
    CLOCK = "clock"  # automatic spending goes on after the clock jumped
    PEOPLE = "people"
    OWN_PIN = "own-pin"


@dataclass(frozen=True, slots=True)
class Policy:
    """Whose PIN an act asks for.

    Attributes:
        own: The PIN of the person who acts.
        supervisor: That person must be a supervisor.
        second: A supervisor's PIN besides, of another person. For `BUY_POSTAGE` and `LIMITS` the use case decides.
    """

    own: bool = True
    supervisor: bool = False
    second: bool = False


POLICIES = {
    Act.PAYMENT_METHOD: Policy(),
    Act.BILLING_DETAILS: Policy(),
    Act.FINISH_SETUP: Policy(),
    Act.BUY_POSTAGE: Policy(own=False),
    Act.AUTOFUND: Policy(second=True),
    Act.LIMITS: Policy(supervisor=True),
    Act.CEILINGS: Policy(supervisor=True),
    Act.READING: Policy(),
    Act.ADJUSTMENT: Policy(),
    Act.RECORD: Policy(),
    Act.DECIDE: Policy(),
    Act.CLOSING: Policy(second=True),
    Act.RESTORE: Policy(supervisor=True),
    Act.CLOCK: Policy(),
    Act.PEOPLE: Policy(supervisor=True),
    Act.OWN_PIN: Policy(),
}
