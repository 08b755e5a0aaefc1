"""Rehearsal: whole rounds in a throw-away installation, to see beforehand what would be shown."""
