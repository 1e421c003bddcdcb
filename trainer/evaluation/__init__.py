"""Metrics, operating points, stress results, plots and run report."""
