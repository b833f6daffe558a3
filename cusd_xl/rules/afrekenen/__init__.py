"""The eindafrekening: realisatie, rijksmiddelen first, what was billed, and what is left per gemeente."""
