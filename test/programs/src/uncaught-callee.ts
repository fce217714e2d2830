// The program calls what its package does not have, and nobody catches that.
import * as keeper from 'keeper';

function use(): void {
  (keeper as unknown as { missing(n: number): void }).missing(1);
}
console.log(typeof keeper.queue);
use();
