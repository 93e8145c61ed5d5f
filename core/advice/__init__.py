"""Room: core. Checks before a ledger is sent: what its reader would stumble over. All are advice; false alarms are bugs."""
