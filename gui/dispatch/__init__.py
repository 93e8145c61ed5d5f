"""Room: gui. 下发: from the plan or ledger to one blank form for each unit."""
