// What the programs print with: a line a reading, and a line a fact that must hold in every mode.

/** Prints a reading. */
export function say(label: string, ...values: readonly unknown[]): void {
  console.log(`${label}:`, ...values.map((value) => typeof value === 'bigint' ? `${value}n` : value instanceof Error ? describe(value) : value));
}

/** Prints whether a fact holds; the tests look for those that do not. */
export function check(fact: string, holds: boolean): void {
  console.log(`${holds ? 'holds' : 'FAILS'}: ${fact}`);
}

/** Prints what a function gives or throws. */
export function attempt(label: string, read: () => unknown): void {
  try {
    say(label, read());
  } catch (error) {
    say(`${label} throws`, error);
  }
}

/** Prints what a promise gives or is rejected with. */
export async function attemptLater(label: string, read: () => Promise<unknown>): Promise<void> {
  try {
    say(label, await read());
  } catch (error) {
    say(`${label} rejects`, error);
  }
}

interface Described { readonly name: string; readonly code?: unknown; readonly errno?: unknown; readonly syscall?: unknown; readonly path?: unknown; readonly cause?: unknown }

/** What a program usually looks at of an error. */
export function describe(error: unknown): string {
  const { name, code, errno, syscall, path, cause } = error as Described;
  const { message } = error as Error;
  const details = JSON.stringify({ code, errno, syscall, path });
  return `${name} ${message} ${details} ${error instanceof Error}${cause === undefined ? '' : ` caused by ${describe(cause)}`}`;
}
