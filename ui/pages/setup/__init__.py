"""Set-up of a One Balance: account, payment, location, each carrier's terms, label format, Finish Setup.

Words of the screen: Set up carriers, Create One Balance Account, Continue setup, Payment, Requested Label Format,
Finish Setup; in French Définir les transporteurs, Continuer la configuration, onglet Paiement, Poursuivre la
configuration, Terminer la configuration. Room used: accounts.
"""
