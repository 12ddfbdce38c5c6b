#ifndef WAITLINE_REFERENCE_H
#define WAITLINE_REFERENCE_H

#include <stdint.h>

/* A plain C simulation of the queue M/M/s+M, first come first served, for comparison with the engine: the same queue, one
   process, an event list in a 4-ary heap, exponential draws by logarithm. Returns the customers answered; writes the mean
   wait of those answered. */
int64_t waitline_reference_mmsm(
    int64_t customers, int servers, double arrival_rate, double service_rate, double abandonment_rate, uint64_t seed,
    double *mean_wait);

#endif
