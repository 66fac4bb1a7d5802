"""Halls with habits of their own, lived day after day; what their ranges, and three other predictors, said and what came true."""
