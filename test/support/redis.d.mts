export interface TestRedis {
  readonly port: number;
  readonly url: string;
  /** Ends it without warning; whatever it had is lost. */
  kill(): Promise<void>;
  /** Starts again on the same port, empty. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export function startTestRedis(options?: { policy?: string }): Promise<TestRedis>;
