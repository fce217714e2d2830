// Repeats what may succeed the next time.
import { setTimeout as sleep } from 'node:timers/promises';

export interface Patience {
  /** Attempts in all. */
  readonly attempts: number;
  /** Milliseconds before the second attempt at most; doubles with each further one. */
  readonly base: number;
  /** Milliseconds between two attempts at most. */
  readonly cap: number;
}

/** Waits between two attempts for a random part of a limit that doubles ("full jitter"), so that clients do not return in step. */
export async function retrying<T>(attempt: () => Promise<T>, { attempts, base, cap }: Patience): Promise<T> {
  for (let made = 1; ; made++) {
    try {
      return await attempt();
    } catch (error) {
      if (made === attempts || !mayPass(error)) throw error;
      await sleep(Math.random() * Math.min(cap, base * 2 ** (made - 1)));
    }
  }
}

/** An answer that another attempt will not change. */
export class Refusal extends Error {}

function mayPass(error: unknown): boolean {
  return !(error instanceof Refusal);
}
