"""Help without a network: the guide, the keys, and the tour at the first use."""
