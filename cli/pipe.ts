// Lines to a stream that may be slower than we are, or go away (`| head`).
const BATCH = 32_768;

/** What happens to a stream that was full. */
const READY = ['drain', 'close', 'error'];

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
    await this.#ready();
  }

  /** Waits until the stream can take more, or never will. */
  #ready(): Promise<void> {
    const stream = this.#stream;
    return new Promise((resolve) => {
      const done = (): void => {
        for (const event of READY) stream.off(event, done);
        resolve();
      };
      for (const event of READY) stream.on(event, done);
    });
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
