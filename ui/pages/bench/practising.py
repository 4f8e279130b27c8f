"""What a newcomer's bench offers besides importing: the practice day's orders, to be shipped by hand."""

from core.orders.service_import import commit_import
from core.orders.source import SourceFile
from core.resources import resource
from core.services import Services


def load_practice_orders(services: Services) -> int:
    """Import the practice day's orders into this station; gives how many are new."""
    return commit_import(services.store, services.desk, SourceFile.at(resource("samples", "practice_day.csv"))).new
