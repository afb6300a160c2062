"""kill -9 in the middle of the walk: whatever was acknowledged is whole, whatever was not left no trace."""

import time

import pytest

from tests.counts import count, dice
from tests.processes import printed

LONGEST = 60.0  # seconds until the walk must have begun


@pytest.mark.processes
@pytest.mark.prepared("load_network sanya --password kill-test-password")
def test_a_walk_killed_at_random_points_leaves_everything_whole(processes):
    throws = dice("kill")
    for _ in range(count(2, 100)):
        child = processes.start_manage("walk", MODE="test")
        begun = time.monotonic()
        while "登记纠纷" not in printed(child):
            assert time.monotonic() - begun < LONGEST, printed(child)
            assert child.poll() is None, printed(child)
            time.sleep(0.02)
        time.sleep(throws.uniform(0, 6))
        processes.kill(child)
        assert "全部相符" in processes.manage("verify_all")
    # The worker that starts afterwards finishes what was under way, and everything still fits.
    processes.manage("work", "--drain")
    assert "全部相符" in processes.manage("verify_all")
