// Fidelity in CommonJS; and every way to end.
import { describe, expect, it } from 'vitest';
import { expectSame, testFidelity } from './fidelity.js';

/** How each way ends: an exit code, or the signal that kills. */
const endings: readonly (readonly [way: string, end: number | NodeJS.Signals])[] = [
  ['natural', 3], ['exit', 4], ['exit in a timer', 5], ['exit after an await', 6], ['exit in a listener', 7], ['exit in an exit listener', 8],
  ['exit with a text', 9], ['exitCode and exit', 10], ['beforeExit', 0], ['uncaught', 1], ['uncaught in a timer', 1], ['uncaught in a tick', 1],
  ['uncaught in a microtask', 1], ['uncaught in an event', 1], ['uncaught and heard', 11], ['uncaught, watched', 1], ['uncaught value', 1],
  ['rejected', 1], ['rejected later', 1], ['rejected value', 1], ['rejected and heard', 0], ['rejected by the outside', 1], ['never', 0],
  ['killed', 'SIGTERM'], ['killed hard', 'SIGKILL'], ['killed in a timer', 'SIGINT'], ['signal heard', 12], ['signal heard once', 'SIGUSR2'],
  ['abort', 'SIGABRT'], ['warning', 0], ['multiple', 1],
];

testFidelity('commonjs', { commonjs: 'where a CommonJS module lies' }, (program) => {
  describe('a program ends in a replay as it ended:', () => {
    it.each(endings)('%s', async (way, end) => {
      const { code, signal } = await expectSame(program(), { entry: 'ending', args: [way], direct: typeof end === 'number' && !way.startsWith('signal') });
      expect(signal ?? code).toBe(end);
    });
  });
});
