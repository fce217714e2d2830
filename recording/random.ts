// The generator behind a recorded `Math.random`: xoshiro128++ of Blackman and Vigna, two steps a draw. A recording holds
// its seed, so that a draw costs no bytes. Draws are made in batches, which keeps the state in registers meanwhile.

const BATCH = 64;

/** The four words that a generator starts with, not all of them 0. */
export type Seed = readonly [number, number, number, number];

/** Makes the numbers of a seed. */
export class SeededRandom {
  readonly #state = new Int32Array(4);
  readonly #batch = new Float64Array(BATCH);
  #at = BATCH;

  constructor(seed: Seed) {
    this.#state.set(seed);
  }

  /** The next number: 0 ≤ n < 1, with 53 random bits. */
  next(): number {
    if (this.#at === BATCH) this.#fill();
    return this.#batch[this.#at++]!;
  }

  #fill(): void {
    const state = this.#state;
    const batch = this.#batch;
    let a = state[0]!;
    let b = state[1]!;
    let c = state[2]!;
    let d = state[3]!;
    for (let i = 0; i < BATCH; i++) {
      let sum = (a + d) | 0;
      const high = (((sum << 7) | (sum >>> 25)) + a) >>> 5;
      let shifted = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= shifted;
      d = (d << 11) | (d >>> 21);
      sum = (a + d) | 0;
      const low = (((sum << 7) | (sum >>> 25)) + a) >>> 6;
      shifted = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= shifted;
      d = (d << 11) | (d >>> 21);
      batch[i] = (high * 67_108_864 + low) / 9_007_199_254_740_992;
    }
    state[0] = a;
    state[1] = b;
    state[2] = c;
    state[3] = d;
    this.#at = 0;
  }
}
