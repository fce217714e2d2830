// Errors that nobody catches, of a class that extends a package's: a package that listens finds its own there, and the program the program's.
import { setImmediate as turn } from 'node:timers/promises';
import { Failure, fail, hears, told } from 'careless';

class Own extends Failure {
  constructor(message: string, readonly code: number) {
    super(message);
  }
}
const kept: unknown[] = [];
const hear = (error: unknown, origin: unknown): void => { kept.push(error); console.log('program', error instanceof Own, error instanceof Failure, (error as Error).message, typeof origin); };

async function main(): Promise<void> {
  hears('uncaughtException', Own);
  process.on('uncaughtException', hear);
  const error = new Own('thrown', 1);
  setTimeout(() => { throw error; }, 1);
  while (kept.length < 1) await turn();
  console.log(kept[0] === error, process.listeners('uncaughtException').includes(hear));
  process.off('uncaughtException', hear);
  process.once('uncaughtException', hear);
  process.prependOnceListener('uncaughtException', () => { console.log('first'); });
  console.log(process.listeners('uncaughtException').filter((one) => one === hear).length);
  fail(new Own('late', 2));
  while (kept.length < 2) await turn();
  console.log(process.listeners('uncaughtException').includes(hear));
  hears('unhandledRejection', Own);
  process.once('unhandledRejection', hear);
  void Promise.reject(new Own('own promise', 3));
  while (kept.length < 3) await turn();
  process.once('unhandledRejection', hear);
  const given = Promise.reject(new Own('handed out', 4));
  fail(given);
  while (kept.length < 4) await turn();
  console.log(process.listeners('unhandledRejection').includes(hear), told.join(' '));
}
void main();
