// Errors of a package, subclassed, thrown through middleware, marked.
import { compose, HttpError, isOf, mark, markFor, respond, stop } from 'errors';

class NotFound extends HttpError {
  readonly what = 'page';
  constructor(message: string) { super(message, 404); }
  get text(): string { return `${this.status}/${this.message}/${this.what}/${this.summary}`; }
  override describe(): string { return `mine: ${super.describe()}`; }
}

const error = new NotFound('no such page');
console.log(error.text, error instanceof NotFound, error instanceof HttpError, error instanceof Error, Object.getPrototypeOf(error) === NotFound.prototype);
console.log(String(error), error.describe(), error.summary, HttpError.from(410).summary);
try {
  throw error;
} catch (caught) {
  console.log(caught === error, Object.keys(error));
}

try {
  stop('teapot', 418);
} catch (caught) {
  console.log(respond(Object.assign(caught as HttpError, { status: 503, message: 'later' })), respond(error));
}

// A class of the program's own, asked for by the package.
class Refused extends Error { readonly reason = 'none given'; }
class Refunded extends Refused {}
console.log(isOf(new Refused(), Refused, Refunded, Error), isOf(new Refunded(), Refused, Refunded, HttpError), isOf(error, NotFound, Refused));

const own = new TypeError('own') as TypeError & { level?: string };
mark(own);
console.log(own.level, Object.keys(own), own.message, own instanceof TypeError);
const heard: { level?: string; call(): void } = { call: () => { console.log('heard', heard.level); } };
markFor(own, () => { console.log('heard', own.level); });
markFor(heard, () => { heard.call(); });
console.log(own.level, heard.level);

const run = compose([
  async (_context, next) => {
    try {
      await next();
    } catch (caught) {
      console.log('caught', caught instanceof HttpError, (caught as HttpError).status);
    }
  },
  async (_context, next) => { await next(); },
  async () => { stop('short', 418); },
]);
void run({}).then(() => { console.log('through'); });

// Neither hooks nor proxies of reprise show in what errors say.
void (async () => {
  for (const none of [5, {}, () => 1, { [Symbol.asyncIterator]: null }] as unknown as AsyncIterable<unknown>[]) {
    try {
      for await (const _item of none) console.log('never');
    } catch (caught) {
      console.log((caught as Error).name, /^[^$]+ is not async iterable$/.test((caught as Error).message));
    }
  }
  for await (const item of ['text', new Set([1]), new Proxy([2], {})]) for await (const part of item) console.log(part);
  setTimeout(function later() { console.log(String(new Error('in a timer').stack).includes('Proxy')); }, 1);
})();
