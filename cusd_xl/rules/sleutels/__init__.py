"""The verdeelsleutels of the contract: one module per kind, weights or own amounts per gemeente."""
