"""Radiographs on the screen: view, grey levels, layers, thumbnails."""
