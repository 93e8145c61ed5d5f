"""Room: core. What a user can do, one function each, on ports that storage satisfies."""
