// Errors whose name is a getter: the host asks for it when it makes the text of the stack.
import { Named, answers } from 'errors';

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
