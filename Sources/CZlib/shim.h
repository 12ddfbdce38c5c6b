// zlib, as Swift sees it: `gzread` reads compressed and plain files alike.
#include <zlib.h>
