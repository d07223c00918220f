import pg from 'pg';

/** A statement as it is handed to the driver; the BEGIN and the COMMIT of its transaction may travel with it. */
type Asked = { text?: string; begin?: string; commits?: boolean };

/**
 * Notes the statements of each transaction of this process, in the order in which the transactions are committed. What
 * only begins or commits one is left out.
 */
export function watchTransactions(): { transactions: string[][]; stop(): void } {
  const transactions: string[][] = [];
  const open = new WeakMap<object, string[]>();
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    const [first] = given;
    const { text, begin, commits } = (typeof first === 'string' ? { text: first } : first) as Asked;
    const isBegin = text?.startsWith('BEGIN') ?? false;
    if (begin || isBegin) open.set(this, []);
    if (text !== undefined && text !== 'COMMIT' && !isBegin) open.get(this)?.push(text);
    if (commits || text === 'COMMIT') {
      transactions.push(open.get(this) ?? []);
      open.delete(this);
    }
    return (query as (...given: unknown[]) => unknown).apply(this, given);
  } as typeof query;
  return {
    transactions,
    stop() {
      pg.Client.prototype.query = query;
    },
  };
}
