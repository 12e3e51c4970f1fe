// Two databases with too little memory, spilling into one folder at the same time: FOLDER. Fails unless both are right and did spill.
import { readdirSync } from 'node:fs';
import { register } from 'tsx/esm/api';

register();
const { withDatabase } = await import('../../../infra/duckdb/open-database.ts');

const [, , spillFolder] = process.argv;
const query = `select count(*) as n, sum(rn * (a % 7))::varchar as s
  from (select a, row_number() over (order by hash(a)) as rn, repeat('x', 60) || a as t from range(0, 400000) r(a) order by t)`;
let spilled = 0;
const look = setInterval(() => {
  spilled = Math.max(spilled, readdirSync(spillFolder).length);
}, 5);
const results = await Promise.all(
  [1, 2].map(() => withDatabase({ memoryLimitMb: 48, threads: 1, spillFolder }, (db) => db.rows(query))),
);
clearInterval(look);
const [first, second] = results.map((rows) => JSON.stringify(rows));
process.exit(first === second && spilled === 2 ? 0 : 1);
