const SUB_BITS = 6;
const SUB = 1 << SUB_BITS;

/** Latencies in constant memory with a fixed relative error (about 1.6 %). Values are microseconds. */
export class Histogram {
  #counts = new Float64Array(40 * SUB);
  count = 0;
  max = 0;

  /** @param {number} us */
  record(us) {
    const value = us < 0 ? 0 : us;
    this.#counts[indexOf(value)] += 1;
    this.count += 1;
    if (value > this.max) this.max = value;
  }

  /** Value at a quantile (0..1) in microseconds. */
  quantile(share) {
    if (this.count === 0) return Number.NaN;
    const target = Math.max(1, Math.ceil(share * this.count));
    let seen = 0;
    for (let i = 0; i < this.#counts.length; i += 1) {
      seen += this.#counts[i];
      if (seen >= target) return Math.min(valueOf(i), this.max);
    }
    return this.max;
  }

  /** In milliseconds. */
  summary() {
    const ms = (us) => Number((us / 1000).toFixed(2));
    return { n: this.count, p50: ms(this.quantile(0.5)), p99: ms(this.quantile(0.99)), max: ms(this.max) };
  }
}

// 64 linear steps per power of two.
function indexOf(value) {
  if (value < SUB) return Math.floor(value);
  const power = Math.floor(Math.log2(value));
  return (power - SUB_BITS + 1) * SUB + Math.floor((value / 2 ** power - 1) * SUB);
}

function valueOf(index) {
  if (index < SUB) return index;
  const power = Math.floor(index / SUB) + SUB_BITS - 1;
  return 2 ** power * (1 + ((index % SUB) + 0.5) / SUB);
}
