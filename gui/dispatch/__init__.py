"""Room: gui. 下发: from the plan or ledger to one blank form for each unit."""

HANDED_OUT = "handed_out"  # remembered: the ledger of which blank forms were last written
