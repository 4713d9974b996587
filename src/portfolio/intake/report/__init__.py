"""What is said of a return: findings gathered, the preview, replay from the archive."""
