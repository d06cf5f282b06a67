// Runs SQL statements in DuckDB on a given number of threads; for tests/bench/run.
//   node duck.cjs THREADS STATEMENT...
const { DuckDBInstance } = require("@duckdb/node-api");

async function main([threads, ...statements]) {
  const instance = await DuckDBInstance.create(":memory:", { threads });
  const connection = await instance.connect();
  for (const statement of statements) await connection.run(statement);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(String(error));
  process.exit(1);
});
