/* libcsv alone: one thread, empty callbacks, blocks of 64 KiB. Usage: libcsv-alone FILE */
#include <csv.h>
#include <stdio.h>

static void value(void *bytes, size_t count, void *context) {}
static void row(int end, void *context) {}

int main(int count, char **arguments) {
  static char block[1 << 16];
  struct csv_parser parser;
  FILE *file = count == 2 ? fopen(arguments[1], "rb") : NULL;
  if (!file || csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI)) return 1;
  setvbuf(file, NULL, _IONBF, 0);
  csv_set_blk_size(&parser, 1 << 16);
  size_t taken;
  while ((taken = fread(block, 1, sizeof block, file)) > 0)
    if (csv_parse(&parser, block, taken, value, row, NULL) != taken) return 1;
  return csv_fini(&parser, value, row, NULL) != 0;
}
