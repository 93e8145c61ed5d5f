"""Room: gui. 首页: the next step, the year, what is due and what came back."""
