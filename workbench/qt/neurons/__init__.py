"""What each neuron of a network on two inputs answers to, as a model of Qt."""
