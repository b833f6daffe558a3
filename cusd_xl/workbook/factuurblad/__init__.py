"""The blocks of the sheets Factuur and Specificatie: where each stands, what it says, and the formulas in it."""
