import type { Database, Tx } from '../db.js';
import { asProblem } from '../problem.js';

/**
 * Does `deed` for every due row, each in a transaction of its own. A row whose deed fails stays due and holds up none of
 * those behind it; where the database itself is away, the rest is left for the next turn.
 * @throws the one fault, or an AggregateError of all, when every row had its turn: a sweep that failed in part says so
 */
export async function eachDue(db: Database, ids: readonly string[], deed: (tx: Tx, id: string) => Promise<unknown>): Promise<void> {
  const faults: unknown[] = [];
  for (const id of ids) {
    try {
      await db.transaction((tx) => deed(tx, id));
    } catch (fault) {
      if (asProblem(fault).code === 'server/unavailable') throw fault;
      faults.push(fault);
    }
  }
  const [first, ...more] = faults;
  if (more.length > 0) throw new AggregateError(faults, `${faults.length} due rows failed`);
  if (first !== undefined) throw first;
}
