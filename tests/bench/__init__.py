"""Measures the speed of the program, each figure beside its floor; judges nothing but speed."""
