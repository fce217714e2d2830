// An error of the program ends the process, caused by one of a package.
import { later, refuse, timer } from 'things';

await later(1, 1);
timer(() => {
  try {
    refuse('first', 1);
  } catch (error) {
    throw new TypeError('wrapped', { cause: error });
  }
});
