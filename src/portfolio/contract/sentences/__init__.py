"""The sentences of the checks, rule by rule: no sentence for partners is written elsewhere."""
