"""Development only. The invented county 云岭县: its documents, typed as WPS and Word type them, mistakes included."""
