"""What each number means: a card, SQL where rows are counted, arithmetic for a method."""
