// Groups a file in Polars: count, sum, mean, min, max, sd and median of `value`; for tests/bench/run.
// POLARS_MAX_THREADS says on how many threads.
//   node polars.cjs FILE COLUMN,COLUMN
const polars = require("nodejs-polars");

const [file, by] = process.argv.slice(2);
const columns = ["region", "indicator", "period", "value", "unit", "source", "note"];
const schema = Object.fromEntries(columns.map((name) => [name, name === "value" ? polars.Float64 : polars.Utf8]));
const value = polars.col("value");

polars
  .scanCSV(file, { schema })
  .groupBy(by.split(","))
  .agg(
    value.count().alias("count"),
    value.sum().alias("sum"),
    value.mean().alias("mean"),
    value.min().alias("min"),
    value.max().alias("max"),
    value.std().alias("sd"),
    value.median().alias("median"),
  )
  .collectSync()
  .writeCSV("/dev/null");
