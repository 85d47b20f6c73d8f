"""Benchmarks: scripts that print times as ratios to a bare floor measured in the same run."""
