// A package that adds to the language, brought by a package of the outside: the program notes what its classes need, as the compiler does, and has no import of it.
import { needs } from 'framework';

const { metadata } = Reflect as unknown as { metadata?: (key: string, value: unknown) => (target: object) => void };

class Store {}
class Service { constructor(readonly store: Store) {} }
console.log(typeof metadata);
metadata?.('design:paramtypes', [Store])(Service);
console.log(needs(Service), needs(Store));
