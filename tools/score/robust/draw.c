/* draw - see draw.h */
#include "robust/draw.h"

struct draw draw_open(uint64_t seed)
{
    struct draw draw;
    for (int i = 0; i < 4; i++) {
        uint64_t mixed = seed += 0x9e3779b97f4a7c15u;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
        draw.state[i] = mixed ^ (mixed >> 31);
    }
    return draw;
}
