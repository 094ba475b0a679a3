/** A token bucket: `perSecond` on average, bursts of twice that. */
export class Bucket {
  private tokens: number;
  private refilledAt: number;

  constructor(private readonly perSecond: number, now: number) {
    this.tokens = perSecond * 2;
    this.refilledAt = now;
  }

  /** Takes one token. @returns 0, or in how many milliseconds there will be one */
  take(now: number): number {
    this.tokens = Math.min(this.perSecond * 2, this.tokens + ((now - this.refilledAt) / 1000) * this.perSecond);
    this.refilledAt = now;
    // Debt grows with what is refused, so that a flood does not get its average rate through.
    this.tokens = Math.max(this.tokens - 1, -this.perSecond * 5);
    return this.tokens >= 0 ? 0 : Math.ceil(((1 - this.tokens) / this.perSecond) * 1000);
  }

  /** Far beyond any honest client. */
  get flooded(): boolean {
    return this.tokens <= -this.perSecond * 5;
  }
}
