/* sobol - see sobol.h */
#include <math.h>

#include "robust/sobol.h"

struct sobol sobol_of(const double *a, const double *b, const double *mixed, size_t count)
{
    double n = (double)count, mean = 0, variance = 0, first = 0, total = 0, first_square = 0, total_square = 0;
    struct sobol sobol = {.idle = true};
    for (size_t i = 0; i < count; i++)
        mean += (a[i] + b[i]) / (2 * n);
    for (size_t i = 0; i < count; i++) {
        double change = mixed[i] - a[i], own = (b[i] - mean) * change, both = change * change / 2;
        variance += ((a[i] - mean) * (a[i] - mean) + (b[i] - mean) * (b[i] - mean)) / (2 * n - 1);
        first += own / n;
        total += both / n;
        first_square += own * own / n;
        total_square += both * both / n;
        sobol.idle &= change == 0;
    }
    sobol.known = sobol.idle || variance > 0;
    if (sobol.idle || !sobol.known)
        return sobol;
    sobol.first = first / variance;
    sobol.total = total / variance;
    sobol.first_error = sqrt(fmax(0, first_square - first * first) / n) / variance;
    sobol.total_error = sqrt(fmax(0, total_square - total * total) / n) / variance;
    return sobol;
}
