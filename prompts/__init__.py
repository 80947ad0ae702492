"""Words for the model; empty until a model is asked."""
