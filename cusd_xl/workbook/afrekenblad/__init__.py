"""The blocks of the workbooks of an eindafrekening: the letter, the voorschotten, and the sheets of the overview."""
