"""What a campaign shows: the words of its pictures."""
