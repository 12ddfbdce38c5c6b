#include "reference.h"

#include <math.h>
#include <stdlib.h>

static uint64_t state;

static uint64_t next_bits(void) {
  uint64_t z = (state += 0x9E3779B97F4A7C15u);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

static double unit_of(uint64_t bits) { return (double)((bits >> 11) | 1) * 0x1p-53; }

// The ziggurat with 256 layers that the engine draws exponentials by: right edges, and the densities there.
enum { layers = 256 };
static const double base_strip = 7.697117470131049714, area = 3.949659822581557e-3;
static double edges[layers + 1], densities[layers + 1];

static void fill_tables(void) {
  edges[0] = area / exp(-base_strip);
  edges[1] = base_strip;
  for (int i = 2; i < layers; i++) edges[i] = -log(area / edges[i - 1] + exp(-edges[i - 1]));
  edges[layers] = 0;
  for (int i = 0; i <= layers; i++) densities[i] = exp(-edges[i]);
}

static double exponential(double rate) {
  for (;;) {
    uint64_t bits = next_bits();
    int layer = bits & (layers - 1);
    double x = unit_of(bits) * edges[layer];
    if (x < edges[layer + 1]) return x / rate;
    if (layer == 0) return (base_strip - log(unit_of(next_bits()))) / rate;
    double low = densities[layer], high = densities[layer + 1];
    if (low + unit_of(next_bits()) * (high - low) < exp(-x)) return x / rate;
  }
}

typedef struct {
  double arrival, gives_up;
} waiting;

int64_t waitline_reference_mmsm(
    int64_t customers, int servers, double arrival_rate, double service_rate, double abandonment_rate, uint64_t seed,
    double *mean_wait) {
  fill_tables();
  state = seed;
  double *heap = malloc((size_t)servers * sizeof *heap);
  int busy = 0;
  size_t capacity = 1024, head = 0, count = 0;
  waiting *ring = malloc(capacity * sizeof *ring);
  double next_arrival = exponential(arrival_rate), waited = 0;
  int64_t arrived = 0, answered = 0;
  while (arrived < customers || busy > 0) {
    if (arrived < customers && (busy == 0 || next_arrival < heap[0])) {
      double now = next_arrival;
      arrived++;
      next_arrival = now + exponential(arrival_rate);
      if (busy < servers) {
        answered++;
        double end = now + exponential(service_rate);
        int hole = busy++;
        while (hole > 0 && heap[(hole - 1) / 4] > end) {
          heap[hole] = heap[(hole - 1) / 4];
          hole = (hole - 1) / 4;
        }
        heap[hole] = end;
      } else {
        if (count == capacity) {
          waiting *larger = malloc(2 * capacity * sizeof *larger);
          for (size_t i = 0; i < count; i++) larger[i] = ring[(head + i) & (capacity - 1)];
          free(ring);
          ring = larger;
          capacity *= 2;
          head = 0;
        }
        ring[(head + count++) & (capacity - 1)] = (waiting){now, now + exponential(abandonment_rate)};
      }
    } else {
      double now = heap[0], end;
      while (count > 0 && ring[head].gives_up < now) {
        head = (head + 1) & (capacity - 1);
        count--;
      }
      if (count > 0) {
        waited += now - ring[head].arrival;
        answered++;
        head = (head + 1) & (capacity - 1);
        count--;
        end = now + exponential(service_rate);
      } else {
        end = heap[--busy];
        if (busy == 0) continue;
      }
      int hole = 0;
      for (;;) {
        int child = 4 * hole + 1;
        if (child >= busy) break;
        int best = child, last = child + 4 < busy ? child + 4 : busy;
        for (int c = child + 1; c < last; c++)
          if (heap[c] < heap[best]) best = c;
        if (heap[best] >= end) break;
        heap[hole] = heap[best];
        hole = best;
      }
      heap[hole] = end;
    }
  }
  free(heap);
  free(ring);
  *mean_wait = waited / (double)answered;
  return answered;
}
