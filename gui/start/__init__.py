"""Room: gui. Before a store is open: the first start, and a store that cannot be opened."""
