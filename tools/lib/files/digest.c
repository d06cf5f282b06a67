/* digest - see digest.h */
#include <sha2.h>

#include "files/digest.h"

struct digest {
    SHA2_CTX state;
};

struct digest *digest_open(struct mem *mem)
{
    struct digest *digest = mem_take(mem, sizeof *digest);
    SHA256Init(&digest->state);
    return digest;
}

void digest_add(struct digest *digest, struct str text)
{
    SHA256Update(&digest->state, (const uint8_t *)text.at, text.length);
}

struct str digest_text(struct mem *mem, struct digest *digest)
{
    char digits[SHA256_DIGEST_STRING_LENGTH];
    SHA2_CTX so_far = digest->state;
    SHA256End(&so_far, digits);
    return mem_copy(mem, (struct str){digits, sizeof digits - 1});
}
