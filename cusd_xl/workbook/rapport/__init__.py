"""The sheets of the reports: begrotingswijziging, prognose and kwartaalrapportage."""
