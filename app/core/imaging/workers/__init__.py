"""Decoding in processes of limited memory and time, which a file that attacks can end without harm."""
