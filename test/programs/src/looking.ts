// What a package looks at is no entry: objects that the program put there since then get their numbers when they go out.
import { EventEmitter } from 'node:events';
import { Looker } from 'looker';

/** An emitter by a mixin, as libraries have it that run in browsers, too. */
class Parent {
  readonly parts: object[] = [];
}
for (const name of Object.getOwnPropertyNames(EventEmitter.prototype)) {
  if (name !== 'constructor') Object.defineProperty(Parent.prototype, name, Object.getOwnPropertyDescriptor(EventEmitter.prototype, name)!);
}

const parent = new Parent() as Parent & EventEmitter & { late?: object };
parent.on('part', (part: object) => { parent.parts.push(part); });
const looker = new Looker({ parent });
const used: unknown[] = [];
looker.on('used', (value: unknown) => { used.push(value); });
parent.late = { call: () => Math.random(), within: { call: () => Date.now() } };
parent.emit('part', { call: () => 'part' });
console.log(looker.look());
console.log(looker.use(() => Math.random() < 2) === parent);
console.log(looker.use(() => parent.listenerCount('part')) === parent, looker.listenerCount('used'), used);
