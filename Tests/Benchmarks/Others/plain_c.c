/* The plain C reference by itself: customers of M/M/50+M, for counting its instructions.
   plain_c CUSTOMERS */
#include <stdio.h>
#include <stdlib.h>

#include "../CReference/include/reference.h"

int main(int count, char **words) {
  double mean_wait = 0;
  int64_t customers = count > 1 ? atoll(words[1]) : 100000;
  int64_t answered = waitline_reference_mmsm(customers, 50, 980.0 / 3600, 1 / 180.0, 1 / 180.0, 1, &mean_wait);
  printf("%lld %.3f\n", (long long)answered, mean_wait);
  return 0;
}
