"""The clinic's worklist: who is to be X-rayed, asked of another system by C-FIND."""
