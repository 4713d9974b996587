"""What each number means: a catalogue of cards, SQL where rows are counted, arithmetic where a method is applied."""
