import vm from 'node:vm';

// Promises of the outside that are rejected before the outside subscribes to them: a recording with the feature `late-handlers`.
const outside = <T>(code: string): T => vm.runInThisContext(code) as T;

const fail = outside<(text: string) => Promise<never>>('(text) => Promise.reject(new RangeError(text))');
const through = outside<(next: () => unknown) => Promise<unknown>>('(next) => (async () => next())()');

process.on('unhandledRejection', (error) => { console.log('nobody handles', (error as Error).message); });
async function main(): Promise<void> {
  const caught = (error: Error): void => { console.log('caught', error.message, error instanceof RangeError); };
  await through(() => fail('once')).catch(caught);
  await through(() => through(() => fail('twice'))).catch(caught);
  void through(() => fail('never')).then(() => undefined);
  await new Promise((resolve) => { setImmediate(resolve); });
  process.exitCode = 7;
}
void main();
