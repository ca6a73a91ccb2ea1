"""What a network says all over a plane of its inputs: who holds each place, and where that changes."""
