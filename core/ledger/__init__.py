"""Room: core. A unit's ledger (台账): its rows, what was recorded on them, and what was sent."""
