"""The statistics page: charts of a clinic's own screenings, their numbers, and both as files.

The charts are drawn by `QPainter`. Qt's own, QtCharts, is not in PySide6 Essentials: it would bring a second wheel and
several MB of libraries for three simple charts, with neither patterns for those who cannot tell colours apart nor
intervals. Matplotlib would bring more than that.
"""
