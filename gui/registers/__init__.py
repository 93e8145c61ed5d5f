"""Room: gui. 登记簿: four registers in one manner."""
