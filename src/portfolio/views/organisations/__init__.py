"""What each organisation gives, receives, bears the cost of and gains."""
