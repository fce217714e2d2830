// Stacks that the program hands to a package. Below a callback a replay has no frames of the outside, so that a stack is so short there that it is kept whole.
import { later, wrap } from 'formatter';

const { stackTraceLimit } = Error;
later(1, () => {
  for (const limit of [stackTraceLimit, 1, 2, 0]) {
    Error.stackTraceLimit = limit;
    const { stack } = new Error('x');
    console.log(typeof wrap(stack), wrap({ stack, again: [stack] }).list.length, wrap(stack!.split('\n')[0]).value);
  }
});
