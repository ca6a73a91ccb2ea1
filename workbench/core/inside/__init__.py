"""What goes on inside a network, in numbers: spreads of values, and units that learn nothing."""
