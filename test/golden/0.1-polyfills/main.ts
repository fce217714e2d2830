import { needs } from 'framework';

// A package of the outside brings one that adds to the language: a recording with the feature `polyfills`. What the compiler notes of
// Service is there for the framework.
const noted = (_type: object): void => undefined;

class Store {}
@noted
class Service { constructor(readonly store: Store) {} }
console.log(typeof (Reflect as { metadata?: unknown }).metadata, needs(Service), needs(Store));
process.exitCode = 7;
