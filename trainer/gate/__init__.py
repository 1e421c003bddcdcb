"""The input gate: training pictures, network and fit."""
