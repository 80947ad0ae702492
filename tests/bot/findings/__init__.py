"""Tests of the policy and of what it is made of."""
