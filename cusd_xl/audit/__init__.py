"""Checks on what others and we ourselves made: recalculation by engines that share no code with us, and comparison."""
