"""What leaves the house after a change: contact records and contact events, and the destinations that take them."""
