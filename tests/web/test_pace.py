"""How often an address may ask: some at once, then at a pace, each for itself."""

from __future__ import annotations

import ipaddress

import pytest

from diurna.web import pace
from diurna.web.pace import Pace, network_of


def test_some_at_once_then_as_time_goes() -> None:
    now = [100.0]
    kept = Pace(per_minute=6, at_once=2, clock=lambda: now[0])
    assert [kept.wait("192.0.2.1") for _ in range(2)] == [0.0, 0.0]
    assert kept.wait("192.0.2.1") == pytest.approx(10.0)
    assert kept.wait("192.0.2.2") == 0.0
    now[0] += 4
    assert kept.wait("192.0.2.1") == pytest.approx(6.0)
    now[0] += 6.001
    assert kept.wait("192.0.2.1") == 0.0
    now[0] += 10_000  # never more than `at_once`
    assert [kept.wait("192.0.2.1") > 0 for _ in range(3)] == [False, False, True]


def test_no_pace_is_no_limit() -> None:
    assert not any(Pace(per_minute=0, at_once=1).wait("192.0.2.1") for _ in range(50))


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::9%eth0", "2001:db8:1:2::"),
        ("::ffff:192.0.2.1", "::ffff:c000:201"),
        ("testclient", "testclient"),
    ],
)
def test_an_address_of_ipv6_stands_for_its_network(address: str, network: str) -> None:
    assert network_of(address) in (network, str(ipaddress.ip_address(network)) if ":" in network else network)


def test_no_more_buckets_are_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "MOST_ADDRESSES", 3)
    kept = Pace(per_minute=1, at_once=1)
    for n in range(10):
        kept.wait(f"192.0.2.{n}")
    assert list(kept._buckets) == ["192.0.2.7", "192.0.2.8", "192.0.2.9"]
