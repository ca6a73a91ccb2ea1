"""What is known of projects, and how one is made from another."""
