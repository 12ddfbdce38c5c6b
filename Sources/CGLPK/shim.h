/* The GNU Linear Programming Kit, which has no file for pkg-config. */
#include <glpk.h>
