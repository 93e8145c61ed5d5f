"""Room: gui. The page 要点与任务: a plan's text and its tasks side by side, until they are the year's ledger."""
