"""What is measured: each module yields figures, each figure beside its limit in the same run."""
