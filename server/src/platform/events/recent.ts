/** Remembers ids for at least so long, and for twice as long at most, without a clock for each. */
export class Recent {
  private young = new Set<string>();
  private old = new Set<string>();
  private turnedAt: number;

  constructor(private readonly ms: number, private readonly now: () => number = () => performance.now()) {
    this.turnedAt = now();
  }

  /** @returns false when it was there already */
  add(id: string): boolean {
    const now = this.now();
    if (now - this.turnedAt > this.ms) {
      this.old = now - this.turnedAt > 2 * this.ms ? new Set() : this.young;
      this.young = new Set();
      this.turnedAt = now;
    }
    if (this.young.has(id) || this.old.has(id)) return false;
    this.young.add(id);
    return true;
  }
}
