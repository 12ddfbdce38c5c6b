"""M/M/50+M by Ciw: prints nanoseconds of processor time a customer, and the share that abandoned."""
import sys
import time

import ciw

customers = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
network = ciw.create_network(
    arrival_distributions=[ciw.dists.Exponential(980 / 3600)],
    service_distributions=[ciw.dists.Exponential(1 / 180)],
    reneging_time_distributions=[ciw.dists.Exponential(1 / 180)],
    number_of_servers=[50],
)
ciw.seed(1)
start = time.process_time()
simulation = ciw.Simulation(network)
simulation.simulate_until_max_customers(customers, method="Arrive")
elapsed = time.process_time() - start
records = simulation.get_all_records()
lost = sum(record.record_type == "renege" for record in records)
print(f"{elapsed / customers * 1e9:.0f} {lost / len(records):.4f}")
