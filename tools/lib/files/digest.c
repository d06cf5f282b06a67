/* digest - see digest.h */
#include <nettle/sha2.h>

#include "files/digest.h"

struct digest {
    struct sha256_ctx state;
};

struct digest *digest_open(struct mem *mem)
{
    struct digest *digest = mem_take(mem, sizeof *digest);
    sha256_init(&digest->state);
    return digest;
}

void digest_add(struct digest *digest, struct str text)
{
    if (text.length)
        sha256_update(&digest->state, text.length, (const uint8_t *)text.at);
}

struct str digest_text(struct mem *mem, struct digest *digest)
{
    static const char hexadecimal[] = "0123456789abcdef";
    uint8_t byte[SHA256_DIGEST_SIZE];
    char digits[2 * SHA256_DIGEST_SIZE];
    struct sha256_ctx so_far = digest->state;
    sha256_digest(&so_far, sizeof byte, byte);
    for (size_t i = 0; i < sizeof byte; i++) {
        digits[2 * i] = hexadecimal[byte[i] >> 4];
        digits[2 * i + 1] = hexadecimal[byte[i] & 15];
    }
    return mem_copy(mem, (struct str){digits, sizeof digits});
}
