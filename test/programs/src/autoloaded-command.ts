// A command that only a package loads, and runs.
import { readFile } from 'node:fs/promises';
import { Command } from 'autoloader';
import { Entity } from './autoloaded-entity.js';

console.log('the command runs', Math.random() < 2);
export default class Speak extends Command {
  declare argv: string[];
  async run(): Promise<string> {
    await null;
    const { length } = await readFile(process.argv[1]!, 'utf8');
    return `${new Entity(this.argv.join()).describe()} ${length > 0} ${this instanceof Speak}`;
  }
}
