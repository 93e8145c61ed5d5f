"""Room: gui. The ledger page: the list, the selected task, what is recorded on it."""
