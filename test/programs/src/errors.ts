// Errors of a package, subclassed, thrown through middleware, marked.
import { compose, HttpError, mark, markFor, respond, stop } from 'errors';

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
