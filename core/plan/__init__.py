"""Room: core. A plan in prose (政务公开工作要点): its outline, tasks, clauses, and who gets which task."""
