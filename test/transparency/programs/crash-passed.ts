// Errors that functions of the program throw pass through a package's promises, which nobody at the top level catches.
import { runs } from 'things';

const failing = (cause?: unknown) => () => { throw new RangeError('first', { cause }); };
await runs(failing()).catch((error: Error) => { console.log(error.name); });
await runs(failing(await runs(failing()).catch((error: unknown) => error)));
