"""What a change touched; pages refresh when a topic of theirs moved."""

from enum import Enum


class Topic(Enum):
    """The closed set of things that screens show."""

    WALLET = "wallet"
    PURCHASES = "purchases"
    ORDERS = "orders"
    SHIPMENTS = "shipments"
    LABELS = "labels"
    PRINTERS = "printers"
    JOBS = "jobs"
    CARRIERS = "carriers"
    RATE_CARDS = "rate-cards"
    SETTINGS = "settings"
    SETUP = "setup"
    TASKS = "tasks"
    BILLING = "billing"
