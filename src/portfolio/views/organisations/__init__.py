"""What each organisation gives, takes, pays and gains."""
