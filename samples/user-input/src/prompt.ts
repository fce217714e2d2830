// Questions to whoever is at the keyboard, or at the scanner, which types like a keyboard.
import { createInterface } from 'node:readline/promises';

export class Prompt {
  readonly #terminal = createInterface({ input: process.stdin, output: process.stdout });
  readonly #ended = new AbortController();

  constructor() {
    this.#terminal.once('close', () => this.#ended.abort());
  }

  /** Gives the line that is typed in answer. A line that is typed while nothing is asked goes nowhere. */
  async ask(question: string): Promise<string> {
    const { signal } = this.#ended;
    try {
      return (await this.#terminal.question(question, { signal })).trim();
    } catch (error) {
      throw signal.aborted ? new Error(`nobody answers "${question.trim()}"`) : error;
    }
  }

  close(): void {
    this.#terminal.close();
  }
}
