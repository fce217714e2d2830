// What a package writes deep into data, and where the program holds the inner objects as well.
import { fill, look, numbered } from 'errors';

const inner = { c: 1 };
const tree = { a: { b: inner }, list: [{ x: 0 }], map: new Map<string, unknown>([['k', { n: 1 }]]), set: new Set<unknown>([1]) };
fill(tree, 'a.b.c', 2);
fill(tree, 'a.b.d', { e: 3 });
fill(tree, 'list.0.x', 4);
fill(tree, 'map.k.n', 5);
fill(tree, 'map.z', 6);
fill(tree, 'set.7', 7);
console.log(JSON.stringify(tree), inner, tree.a.b === inner, [...tree.map], [...tree.set]);

const bare = Object.create(null) as Record<string, unknown>;
fill(bare, 'k', 'v');
const map = new Map<string, unknown>();
fill(map, 'k', 'v');
console.log(bare, map);

class Settings {
  readonly nested = { depth: { value: 1 } };
  readonly seen: string[] = [];
}
const settings = new Settings();
const { depth } = settings.nested;
fill(settings, 'nested.depth.value', 2);
console.log(depth, settings.nested.depth === depth);

let looked = 0;
const lazy = { fixed: 1, get counted() { return ++looked * Math.ceil(Math.random()); }, call() { return 0; } };
console.log(look(lazy).split(',').slice(0, 2), looked);

// Functions of the outside write into the object on which the program calls them.
const receiver: { count?: number; named?: string; numbered?: typeof numbered; self?: unknown } = {};
numbered.call(receiver, 'one');
receiver.numbered = numbered;
receiver.numbered('two');
try {
  numbered.call(receiver, '');
} catch (error) {
  console.log((error as Error).message);
}
console.log(Object.keys(receiver), receiver.count, receiver.named, receiver.self === receiver);
