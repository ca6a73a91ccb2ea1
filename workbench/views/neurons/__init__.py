"""The neurons of a network on two inputs, drawn into its diagram."""
