// The text of a function is good elsewhere, where nothing is recorded.
import { isClass, parameters, run, same } from 'reader';
import { join } from 'node:path';

declare const parse: (text: string) => unknown;

class Service {
  constructor(readonly clock: () => number, readonly log = console) {}
}
function Old(this: { made: boolean }) {
  this.made = true;
}
Old.kind = 'old';

(async () => {
  console.log(run((a: number, b: number) => a + b, 1, 2));
  console.log(run(function (text: string) {
    try {
      return parse(text);
    } catch (error) {
      return (error as Error).name;
    }
  }, '{'));
  console.log(await run(async (ms: number) => {
    const now = Date.now()
    await new Promise((done) => { setTimeout(done, ms) })
    const values = []
    for await (const value of [Promise.resolve(new Date(ms).getTime()), Math.random() < 2]) values.push(value)
    return [typeof now, ...values].join()
  }, 1));
  console.log(parameters((request: unknown, reply = Date.now()) => [request, reply]), parameters(Service), parameters(join).length);
  console.log(isClass(Service), isClass(Old), isClass(() => 0), isClass(class extends Service {}));
  const clock = () => Date.now();
  console.log(same(clock, String(clock)), same(Service, `${Service}`), same(Old, Old.toString()), String(() => 1), typeof (0, eval)(`(${clock})()`));
  console.log(String(Function.prototype.toString), Function.prototype.toString.name, Object.keys(Function.prototype));
  try {
    Function.prototype.toString.call({});
  } catch (error) {
    console.log((error as Error).message);
  }
})();
