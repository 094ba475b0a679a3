export interface TestPostgres {
  readonly port: number;
  readonly home: string;
  /** Of the database `aftercare`, as a role that owns it and may create others. */
  readonly url: string;
  urlOf(database: string): string;
  pid(): number;
  /** Ends every process of the database at once. */
  crash(): Promise<void>;
  /** Starts again after `crash`, on the same port and data. */
  start(): Promise<void>;
  /** Stops and removes everything. */
  stop(): Promise<void>;
}

export interface TestPostgresOptions {
  /** The repository, where `node_modules` is; the working folder by default. */
  root?: string;
  /** False by default: faster, what was committed may be lost when the machine stops. */
  durable?: boolean;
  /** Settings of PostgreSQL, such as `{ max_connections: '300' }`. */
  settings?: Record<string, string>;
}

export function startTestPostgres(options?: TestPostgresOptions): Promise<TestPostgres>;
