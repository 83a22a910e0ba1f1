"""A system under test for nearmiss, in Python without any dependency: the protocol, and a small emergency brake that uses it.

    nearmiss validate scenarios --sut 'cmd:python3 docs/sut/client.py' --out reports

Copy it, and change `Driver`. Nothing but answers may go to standard output; what goes to standard error is shown where something breaks.
"""

import json
import math
import sys


class Driver:
    """Brakes fully for whoever will be hit within `ttc_s` seconds, if both keep their speed; never lets go again."""

    name = "python emergency brake"
    version = "1.0"
    rate_hz = 20
    cameras = []  # ids of sensors whose pictures it wants, e.g. ["front"]

    def __init__(self, ttc_s=1.3, braking=8.0):
        self.ttc_s = ttc_s
        self.braking = braking

    def begin(self, episode):
        self.braked = False

    def control(self, observation):
        ego = observation["ego"]
        if not self.braked and any(time_to_collision(ego, other) < self.ttc_s for other in observation["others"]):
            self.braked = True
            return {"acceleration": -self.braking, "note": "brake"}
        return {}

    def end(self):
        pass


def time_to_collision(ego, other):
    """Seconds until the boxes touch with both at their present velocities, in the ego's frame; infinity if they never do."""
    cos, sin = math.cos(ego["heading"]), math.sin(ego["heading"])

    def along_and_across(vector):
        return vector[0] * cos + vector[1] * sin, vector[1] * cos - vector[0] * sin

    ahead, left = along_and_across([o - e for o, e in zip(other["position"], ego["position"])])
    closing, drift = along_and_across([e - o for o, e in zip(other["velocity"], ego["velocity"])])
    turn = other["heading"] - ego["heading"]
    half_length = (other["size"][0] * abs(math.cos(turn)) + other["size"][1] * abs(math.sin(turn)) + ego["size"][0]) / 2
    half_width = (other["size"][0] * abs(math.sin(turn)) + other["size"][1] * abs(math.cos(turn)) + ego["size"][1]) / 2
    first = overlap(ahead, closing, half_length)
    second = overlap(left, drift, half_width)
    enter, leave = max(first[0], second[0], 0.0), min(first[1], second[1])
    return enter if enter <= leave else math.inf


def overlap(distance, closing, reach):
    """When |distance - closing t| <= reach: from, to."""
    if closing == 0:
        return (-math.inf, math.inf) if abs(distance) <= reach else (math.inf, -math.inf)
    times = (distance - reach) / closing, (distance + reach) / closing
    return min(times), max(times)


def serve(driver):
    """Answers each line with one line, until nearmiss says good-bye or goes away."""
    for line in sys.stdin:
        message = json.loads(line)
        kind = message["type"]
        if kind == "bye":
            return
        print(json.dumps(answer(driver, kind, message)), flush=True)


def answer(driver, kind, message):
    if kind == "hello":
        return {
            "type": "ready",
            "name": driver.name,
            "version": driver.version,
            "rateHz": driver.rate_hz,
            "cameras": driver.cameras,
        }
    if kind == "begin":
        driver.begin(message)
        return {"type": "ok"}
    if kind == "observe":
        return {"type": "control", **driver.control(message)}
    if kind == "end":
        driver.end()
        return {"type": "ok"}
    raise ValueError(f"nearmiss says {kind}, which this client doesn't know")


if __name__ == "__main__":
    serve(Driver())
