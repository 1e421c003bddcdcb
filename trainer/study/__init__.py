"""Reproduction of the published study, trials and open questions."""
