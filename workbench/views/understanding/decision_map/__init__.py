"""The map of what a network says all over a plane of its inputs."""
