// A rejection of the outside that only a finally sees ends the process.
import { later, refuses } from 'things';

await later(1, 1);
try {
  await refuses('second', 2);
} finally {
  console.log('finally');
}
