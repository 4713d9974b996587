"""Papers to take away: composed from measures, kept frozen, written in several forms, proved."""
