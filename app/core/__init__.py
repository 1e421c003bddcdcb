"""The whole product without a face: decode, inspect, score, decide, record."""
