"""Streams of queries with one idea each: what a tunnel, a beacon or an ordinary service sends, drawn from wide ranges.

Each function takes a Scene, asks what it asks there and returns the domains a report should name (None for ordinary
traffic). tests/bench/stream_rows.py lists them with the scores they should reach.
"""
