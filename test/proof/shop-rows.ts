import pg from 'pg';
import { hashOf, type FinalRow } from './history.js';

interface Row {
  id: string;
  ticketId: string;
  staffSeq: number;
  publicSeq: number | null;
  clientMessageId: string | null;
  text: string | null;
}

/** What the database itself holds of these conversations, past every cache and every process. */
export class ShopRows {
  private readonly pool: pg.Pool;

  constructor(databaseUrl: string) {
    this.pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
    // The database is crashed on purpose; the next query connects anew.
    this.pool.on('error', () => undefined);
  }

  async of(conversationIds: readonly string[]): Promise<FinalRow[]> {
    const { rows } = await this.pool.query<Row>(
      'SELECT "id", "ticketId", "staffSeq", "publicSeq", "clientMessageId", "text" FROM "Message" WHERE "ticketId" = ANY($1::uuid[]) ORDER BY "ticketId", "staffSeq"',
      [conversationIds],
    );
    return rows.flatMap(({ id, ticketId: conv, staffSeq, publicSeq, clientMessageId: cmid, text }) => {
      const row = { conv, id, cmid, hash: hashOf(text ?? '') };
      const staff: FinalRow = { ...row, stream: 'staff', seq: staffSeq };
      return publicSeq === null ? [staff] : [staff, { ...row, stream: 'public', seq: publicSeq }];
    });
  }

  /** The tickets of these visitors: a first message that was repeated must have opened one. */
  async conversationsOf(visitorIds: readonly string[]): Promise<Map<string, string[]>> {
    const { rows } = await this.pool.query<{ visitorId: string; ids: string[] }>(
      'SELECT "visitorId", array_agg("id"::text) AS ids FROM "Ticket" WHERE "visitorId" = ANY($1::uuid[]) GROUP BY "visitorId"',
      [visitorIds],
    );
    return new Map(rows.map((row) => [row.visitorId, row.ids]));
  }

  close() {
    return this.pool.end();
  }
}
