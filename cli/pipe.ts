// Lines to a stream that may be slower than we are, or go away (`| head`).
import { once } from 'node:events';

const BATCH = 32_768;

/** A stream that is written to in batches. Once its reader has gone, `open` is false and nothing is written. */
export class Pipe {
  open = true;
  #batch = '';
  readonly #stream: NodeJS.WriteStream;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // The reader has seen enough; anything else is a failure.
      if (error.code !== 'EPIPE') throw error;
      this.open = false;
    });
  }

  /** Adds a line; gives a promise when the caller has to wait. */
  line(text: string): Promise<void> | undefined {
    this.#batch += `${text}\n`;
    return this.#batch.length < BATCH ? undefined : this.flush();
  }

  /** Writes what is left and waits until the stream can take more. */
  async flush(): Promise<void> {
    const batch = this.#batch;
    this.#batch = '';
    if (!this.open || batch === '') return;
    if (this.#stream.write(batch)) {
      // Lets an EPIPE of a synchronous pipe be heard.
      await new Promise(setImmediate);
      return;
    }
    await Promise.race([once(this.#stream, 'drain'), once(this.#stream, 'close')]).catch(() => { this.open = false; });
  }
}

/** Writes lines until they end or nobody reads them any more. */
export async function pipeTo(pipe: Pipe, lines: Iterable<string>): Promise<void> {
  for (const line of lines) {
    const full = pipe.line(line);
    if (full !== undefined) await full;
    if (!pipe.open) return;
  }
  await pipe.flush();
}
