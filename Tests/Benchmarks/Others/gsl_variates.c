/* Exponential draws by the GNU Scientific Library, three a customer as M/M/s+M needs them; prints ns a customer.
   gsl_variates CUSTOMERS */
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int main(int count, char **words) {
  long customers = count > 1 ? atol(words[1]) : 2000000;
  gsl_rng *generator = gsl_rng_alloc(gsl_rng_mt19937);
  struct timespec from, to;
  double sum = 0;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
  for (long i = 0; i < 3 * customers; i++) sum += gsl_ran_exponential(generator, 1);
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
  gsl_rng_free(generator);
  double elapsed = (double)(to.tv_sec - from.tv_sec) * 1e9 + (double)(to.tv_nsec - from.tv_nsec);
  printf("%.1f\n", sum > 0 ? elapsed / (double)customers : 0);
  return 0;
}
