// A module that only a package imports.
import { readFile } from 'node:fs/promises';
import { Step } from 'importer';
import { words } from './imported-words.js';

console.log('the step runs', Math.random() < 2);
export class Migration extends Step {
  async up(): Promise<void> {
    this.add(words(Date.now() > 0));
    await null;
    this.add((await readFile(process.argv[1]!, 'utf8')).length > 0 ? 'read' : 'empty');
  }
}
export const counted = (n: number): number => n + Math.floor(Math.random());
