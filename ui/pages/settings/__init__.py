"""Settings: printers, language and display, One Balance accounts, carriers, rate cards.

Words of the screen: Account settings, Set up carriers, Continue setup, Requested Label Format (Standard, Thermal-EPL,
Thermal-ZPL), What Label Format should I select?, Update payment method, Update payment.
Rooms used: accounts, carriers, printing, settings, people, upkeep, stations.
"""
