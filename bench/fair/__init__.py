"""Random days of random halls, lived on the real rules, and what an observer reads off their facts."""
