"""The second key's side of a round, as pure functions: what it is asked in, what it answers out.

Plain values in, plain values out: no disk, no clock, no network. Chance is passed in, but for
that which cryptography's own functions draw.
"""
