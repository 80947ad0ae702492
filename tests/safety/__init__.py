"""Every attack that is known, with a model that obeys the attacker completely: the policy holds all the same."""
