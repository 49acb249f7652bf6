"""A synthetic trust: invented people, practices and attendances for samples and benchmarks."""
