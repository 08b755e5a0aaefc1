"""Checking a round on any machine: files in, sentences out; no database, no server, no network."""
