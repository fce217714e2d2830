// Whether something is a proxy, both sides are told of what is behind reprise's.
import { types } from 'node:util';
import { proxied, proxies, server } from 'handler';

class Point {
  constructor(public x: number) {}
  call(): number { return this.x; }
}
const own = new Proxy({}, { get: () => 1 });
const mixed = { text: 'x', call: () => 1 };
console.log(types.isProxy(server), types.isProxy(proxied), types.isProxy(own), types.isProxy(mixed), types.isProxy(console.log), types.isProxy('text'));
console.log(proxies([mixed, new Point(1), own, () => 1, Point]), proxies([server, proxied]));
