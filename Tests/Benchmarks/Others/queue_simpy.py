"""M/M/50+M by SimPy: prints nanoseconds of processor time a customer, and the share that abandoned."""
import random
import sys
import time

import simpy


def play(customers, servers=50, arrival_rate=980 / 3600, service_rate=1 / 180, abandonment_rate=1 / 180, seed=1):
    draw = random.Random(seed)
    environment = simpy.Environment()
    agents = simpy.Resource(environment, capacity=servers)
    lost = 0

    def customer():
        nonlocal lost
        with agents.request() as request:
            outcome = yield request | environment.timeout(draw.expovariate(abandonment_rate))
            if request in outcome:
                yield environment.timeout(draw.expovariate(service_rate))
            else:
                lost += 1

    def arrivals():
        for _ in range(customers):
            yield environment.timeout(draw.expovariate(arrival_rate))
            environment.process(customer())

    environment.process(arrivals())
    environment.run()
    return lost / customers


customers = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
start = time.process_time()
abandoned = play(customers)
print(f"{(time.process_time() - start) / customers * 1e9:.0f} {abandoned:.4f}")
