// The standard input, read in the way that the argument says.
import * as fs from 'node:fs';
import { createInterface } from 'node:readline';
import * as readline from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { say } from './say.js';

const ways: Record<string, () => Promise<void> | void> = {
  async iterated() {
    for await (const chunk of process.stdin) say('chunk', (chunk as Buffer).length, String(chunk));
  },
  data() {
    process.stdin.setEncoding('utf8');
    process.stdin.on('data', (chunk: string) => { say('data', chunk); });
    process.stdin.on('end', () => { say('end', process.stdin.readableEnded); });
  },
  readable() {
    process.stdin.on('readable', () => { for (let chunk = process.stdin.read() as Buffer | null; chunk !== null; chunk = process.stdin.read() as Buffer | null) say('read', String(chunk)); });
    process.stdin.on('end', () => { say('end'); });
  },
  lines() {
    const lines = createInterface({ input: process.stdin });
    lines.on('line', (line) => { say('line', line, Date.now()); });
    lines.on('close', () => { say('close'); });
  },
  async awaited() {
    for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) { say('line', line); await null; }
    say('end');
  },
  question() {
    const asked = createInterface({ input: process.stdin, output: process.stdout });
    asked.question('name? ', (name) => { asked.question('age? ', (age) => { say('answers', name, age); asked.close(); }); });
  },
  async questions() {
    const asked = readline.createInterface({ input: process.stdin, output: process.stdout, terminal: false });
    const name = await asked.question('name? ');
    say('answer', name);
    asked.close();
  },
  async text() {
    say('text', await text(process.stdin));
  },
  descriptor() {
    say('readFileSync', fs.readFileSync(0, 'utf8'));
  },
  piped() {
    process.stdin.pipe(process.stdout);
  },
};

void Promise.resolve(ways[process.argv[2]!]!()).then(() => { say('over'); });
