"""What is known of any place: its agencies on published lists, and the policies of places like it."""
