"""Room: gui. 单位名录: the table, adding, changes over the years, names to decide, groups."""
