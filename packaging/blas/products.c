/* The products of vectors and matrices that NumPy asks of BLAS, for the frozen program: OpenBLAS has them in 25 MB.

   Kifua itself asks for none: NumPy's own check of itself does, and any other code may. So they are right, and plain;
   they are compiled under the names that NumPy's wheel was linked with (see packaging/blas/stand_in.py). Interface: the
   CBLAS of the BLAS Technical Forum, with 64-bit integers. */

#include <complex.h>
#include <stdint.h>

typedef int64_t Int;
enum { ROWS_FIRST = 101, NOT_TRANSPOSED = 111, CONJUGATED = 113, UPPER = 121 };

#ifdef _WIN32
#define EXPORTED __declspec(dllexport)
#else
#define EXPORTED __attribute__((visibility("default")))
#endif
#define JOINED(prefix, letter, name, suffix) prefix##letter##name##suffix
#define NAMED(prefix, letter, name, suffix) JOINED(prefix, letter, name, suffix)
#define ROUTINE(name) EXPORTED void NAMED(PREFIX, LETTER, name, SUFFIX)

/* Where a vector of `count` elements begins: at its end, if it is walked backwards. */
static Int start(Int count, Int step) { return step < 0 ? (1 - count) * step : 0; }

#define LETTER s
#define NUMBER float
#define SCALAR float
#define VALUE(scalar) (scalar)
#define CONJUGATE(number) (number)
#include "products.inc"

#define LETTER d
#define NUMBER double
#define SCALAR double
#define VALUE(scalar) (scalar)
#define CONJUGATE(number) (number)
#include "products.inc"

#define LETTER c
#define NUMBER float complex
#define SCALAR const void *
#define VALUE(scalar) (*(const float complex *)(scalar))
#define CONJUGATE(number) conjf(number)
#define IS_COMPLEX
#include "products.inc"

#define LETTER z
#define NUMBER double complex
#define SCALAR const void *
#define VALUE(scalar) (*(const double complex *)(scalar))
#define CONJUGATE(number) conj(number)
#define IS_COMPLEX
#include "products.inc"
