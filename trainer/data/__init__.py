"""Dataset folder, patient-disjoint split and arrays."""
