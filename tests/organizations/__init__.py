"""Tests of the bodies, their tree, who serves in them, and the network of 三亚."""
