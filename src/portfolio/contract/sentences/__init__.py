"""What the door says, rule by rule: the only place where a sentence for partners is written."""
