// Chains of prototypes of the host's objects, met first by an object that is given and then by a root, and the other way round.
import { createReadStream } from 'node:fs';
import { Duplex, PassThrough } from 'node:stream';

function chain(object: object): string[] {
  const names: string[] = [];
  for (let at = Object.getPrototypeOf(object) as object | null; at !== null; at = Object.getPrototypeOf(at) as object | null) names.push(at.constructor.name);
  return names;
}
const given = createReadStream(process.argv[1]!);
given.destroy();
console.log(given instanceof FormData, chain(given));
console.log(new PassThrough() instanceof FormData, chain(new PassThrough()), typeof Duplex.prototype.end);
console.log(chain(new PassThrough()), chain(new Duplex()), chain(Duplex), chain(given));
console.log(new PassThrough() instanceof FormData, given instanceof FormData, chain(process.stdin));
