"""Spreadsheets: the log of requests, written with drop-downs, and read back cell by cell (extra `sheets`)."""
