"""Room: core. The registers (登记簿) kept all year: requests, normative files, the year's figures, people."""
