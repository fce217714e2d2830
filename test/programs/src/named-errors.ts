// Errors whose name is a getter: the host asks for it when it makes the text of the stack.
import { HttpError, Named, answers, back, compute, tells } from 'errors';

let asked = 0;

class Reply extends Named {
  readonly command: string;

  constructor(message: string, command: string, cause?: unknown) {
    super(message);
    this.command = command;
    if (cause !== undefined) this.cause = cause;
  }

  override get name(): string {
    asked++;
    return `Reply${Math.random() < 2 ? '' : asked}`;
  }
}

const inner = new Reply('inner', 'GET');
const outer = new Reply('outer', 'SET', inner);
console.log(outer.name, outer.message, outer.command, (outer.cause as Reply).command, outer instanceof Named, outer instanceof Error, String(outer));
console.log(outer.stack?.split('\n')[0]);

try {
  throw outer;
} catch (error) {
  console.log((error as Reply).name, error === outer);
}

process.once('warning', (warning) => { console.log(warning === outer || warning.message); });
process.emitWarning(outer);
Promise.reject(outer).catch((error: Reply) => { console.log('rejected', error.name); });

/** Its stack is not read until it goes out, and its name is the package's. */
class Late extends Named {
  constructor(message: string) {
    super(message);
    Error.captureStackTrace(this, this.constructor);
  }
}
const late = new Late('late');
let fail: (error: unknown) => void;
answers(new Promise((_resolve, reject) => { fail = reject; }), (error) => { console.log('answered', error === late, (error as Late).message); });
setTimeout(() => { fail(late); }, 5);

/** What it holds besides the package reads, too. */
class Detailed extends HttpError {
  readonly details: { path: string }[];
  readonly fields = new Map([['a', 1]]);
  readonly order = new Order(3);
  self: unknown = this;
  readonly retry = (): number => ++retried;

  constructor(message: string, details: { path: string }[], readonly inner?: Error) {
    super(message, 422);
    this.details = details;
  }
}
class Order {
  constructor(readonly size: number) {}
  total(): number { return this.size * 2; }
}
let retried = 0;
const details = [{ path: 'a.b' }];
const detailed = new Detailed('invalid', details, new Detailed('within', [{ path: 'c' }]));
console.log(tells(detailed, details));
try {
  compute(() => { throw detailed; });
} catch (error) {
  console.log(error === detailed, (error as Detailed).details === details, detailed.retry(), detailed.order.total());
}
details.push({ path: 'd' });
detailed.message = 'later';
console.log(tells({ error: detailed }.error, details), retried, tells(new Detailed('third', []), details), back(detailed) === detailed.order);
