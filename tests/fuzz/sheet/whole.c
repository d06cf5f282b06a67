/* sheet from end to end.  As "packed" it takes a workbook that is put together here from its parts, so
 * that the fuzzer need not learn to write ZIP archives and finds its way into what stands in them. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "whole.h"

enum { PARTS = 5, PACKED = INSIDE_PARTS - 1, HEADS_BYTES = PARTS * 256 };

/* Where the parts of the input go, in their order. */
static const char *const part_name[PARTS] = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml",
                                             "xl/workbook.xml", "xl/_rels/workbook.xml.rels"};

/* What a part is that the input leaves out; the first must be there. */
#define OOXML "http://schemas.openxmlformats.org/"
static const char *const part_default[PARTS] = {
    "", "<sst/>", "<styleSheet/>",
    "<workbook xmlns=\"" OOXML "spreadsheetml/2006/main\" xmlns:r=\"" OOXML "officeDocument/2006/relationships\">"
    "<sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
    "<Relationships xmlns=\"" OOXML "package/2006/relationships\">"
    "<Relationship Id=\"rId1\" Type=\"" OOXML "officeDocument/2006/relationships/worksheet\""
    " Target=\"worksheets/sheet1.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"" OOXML "officeDocument/2006/relationships/sharedStrings\""
    " Target=\"sharedStrings.xml\"/>"
    "<Relationship Id=\"rId3\" Type=\"" OOXML "officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>"
    "</Relationships>"};

/* ---- a ZIP archive whose members are stored as they are ---- */

struct archive {
    uint8_t *bytes;
    uint32_t length, directory_length;
    uint8_t directory[PARTS * 128];
};

static uint32_t crc_of(const uint8_t *at, size_t length)
{
    uint32_t crc = ~UINT32_C(0);
    for (size_t i = 0; i < length; i++) {
        crc ^= at[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? UINT32_C(0xedb88320) : 0);
    }
    return ~crc;
}

/* `bytes` of a number, the lowest first. */
static uint8_t *put_number(uint8_t *at, uint32_t number, int bytes)
{
    for (int i = 0; i < bytes; i++)
        *at++ = (uint8_t)(number >> 8 * i);
    return at;
}

static void put_bytes(struct archive *zip, const void *at, size_t length)
{
    memcpy(zip->bytes + zip->length, at, length);
    zip->length += (uint32_t)length;
}

static void put_member(struct archive *zip, const char *name, const uint8_t *at, size_t length)
{
    uint8_t head[64], *end = put_number(head, 0x04034b50, 4), about[26];
    uint32_t from = zip->length, size = (uint32_t)length, name_length = (uint32_t)strlen(name);
    uint8_t *told = put_number(about, 20, 2);                 /* version, flags, method, time and date */
    told = put_number(told, 0, 4);
    told = put_number(told, 0x21 << 16, 4);
    told = put_number(told, crc_of(at, length), 4);
    told = put_number(put_number(told, size, 4), size, 4);
    told = put_number(put_number(told, name_length, 2), 0, 2);
    memcpy(end, about, sizeof about);
    put_bytes(zip, head, 4 + sizeof about);
    put_bytes(zip, name, name_length);
    put_bytes(zip, at, length);
    uint8_t *entry = zip->directory + zip->directory_length;
    entry = put_number(put_number(entry, 0x02014b50, 4), 20, 2);
    memcpy(entry, about, sizeof about);
    entry = put_number(entry + sizeof about, 0, 4);          /* comment, disk */
    entry = put_number(put_number(put_number(entry, 0, 2), 0, 4), from, 4);
    memcpy(entry, name, name_length);
    zip->directory_length = (uint32_t)(entry + name_length - zip->directory);
}

static void put_directory(struct archive *zip)
{
    uint8_t end[22], *at = put_number(end, 0x06054b50, 4);
    uint32_t from = zip->length;
    put_bytes(zip, zip->directory, zip->directory_length);
    at = put_number(put_number(at, 0, 4), PARTS, 2);
    at = put_number(put_number(at, PARTS, 2), zip->directory_length, 4);
    put_number(put_number(at, from, 4), 0, 2);
    put_bytes(zip, end, sizeof end);
}

/* ---- the parts of the input ---- */

/* What stands in part `i`, or what it is when the input leaves it out. */
static const uint8_t *part_at(int i, size_t *length)
{
    const uint8_t *at = inside_part_bytes(i + 1, length);
    if (*length)
        return at;
    *length = strlen(part_default[i]);
    return (const uint8_t *)part_default[i];
}

static void pack(void)
{
    struct archive zip = {0};
    size_t length, room = HEADS_BYTES;
    for (int i = 0; i < PARTS; i++)
        part_at(i, &length), room += length;
    zip.bytes = malloc(room);
    for (int i = 0; i < PARTS; i++) {
        const uint8_t *at = part_at(i, &length);
        put_member(&zip, part_name[i], at, length);
    }
    put_directory(&zip);
    inside_part(PACKED, zip.bytes, zip.length);
    free(zip.bytes);
}

int sheet_entry(int count, char **argument);
int tool_entry(int count, char **argument)
{
    static char name[INSIDE_NAME_BYTES], tool[] = "sheet";
    char *word[WHOLE_WORDS + 2] = {NULL};
    if (strcmp(argument[0], "packed") != 0)
        return sheet_entry(count, argument);
    pack();
    snprintf(name, sizeof name, "%s", inside_part_name(PACKED));
    for (int i = 0; i < count; i++)
        word[i] = argument[i];
    word[0] = tool;
    word[count] = name;
    return sheet_entry(count + 1, word);
}

#define main sheet_entry
#include "sheet.c"
