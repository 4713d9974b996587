"""What a person reads in a terminal: findings, previews, receipts, the ledger and numbers."""
