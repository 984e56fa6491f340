"""How dates are written where Django writes them, which is the admin: the house way, per language."""
