// Packages that look into classes and objects of the program: their prototypes, accessors, properties and symbols.
import { EventEmitter as Emitter } from 'eventemitter3';
import { produce } from 'immer';
import lodash from 'lodash';
import { autorun, makeAutoObservable, observable, runInAction } from 'mobx';

class Todo {
  items: string[] = [];
  constructor() { makeAutoObservable(this); }
  get count(): number { return this.items.length; }
  add(text: string): void { this.items.push(text); }
}
const todo = new Todo();
autorun(() => { console.log('count', todo.count, todo.items.join()); });
todo.add('x');
todo.add('y');
const state = observable({ n: 1, list: [1] });
autorun(() => { console.log('state', state.n, state.list.length); });
runInAction(() => { state.n++; state.list.push(2); });

const base = { a: { b: [1, 2] } };
const next = produce(base, (draft: { a: { b: number[] }; added?: number }) => { draft.a.b.push(3); draft.added = 1; });
console.log(base, next, Object.isFrozen(next));

class Context {
  at = 1;
  handler = () => 'handled';
  step(): number { return ++this.at; }
}
const context = new Context();
const copy = lodash.clone(context);
console.log(copy instanceof Context, copy.step(), copy.at, context.at, lodash.isPlainObject(context), lodash.isPlainObject({ context }));
class Shape { static kinds = 2; static describe(): string { return `${this.kinds} kinds`; } }
class Round extends Shape { static override kinds = 3; }
console.log(lodash.invoke(Round, 'describe'), lodash.get(Round, 'kinds'), lodash.has(Round, 'kinds'), lodash.get(Shape, 'name'));
console.log(lodash.isFunction(Shape), new (lodash.identity(Round))() instanceof Shape, String(lodash.bindKey({ text: (fn: Function) => fn.toString() }, 'text')(Shape)).length);
const tagged = Object.assign(() => 'called', { tag: 't' });
console.log(lodash.invoke({ tagged }, 'tagged'), lodash.get(tagged, 'tag'), lodash.set(tagged, 'tag', 'u') === tagged, tagged.tag);
lodash.set(Shape, 'options', { list: [] as unknown[] });
const { options } = Shape as unknown as { options: { list: unknown[] } };
lodash.set(Shape, 'options.list[0]', lodash.noop);
console.log(options.list.length, typeof options.list[0]);

class Money { constructor(readonly amount: number) {} }
const handlers = new Map<string, ((n: number) => number) | Money>([['add', (n) => n + 1]]);
console.log((lodash.invoke(handlers, 'get', 'add') as (n: number) => number)(1), lodash.invoke(handlers, 'set', 'money', new Money(2)) === handlers, handlers.get('money') instanceof Money);
console.log(lodash.size(handlers), lodash.invoke(handlers, 'delete', 'add'), lodash.map(lodash.toArray(new Set([new Money(1), new Money(3)])), 'amount'));
const memo = lodash.memoize((money: Money) => money.amount * 10);
const three = new Money(3);
console.log(memo(three), memo(three), memo.cache.has(three), lodash.toString(lodash.get(async () => 1, 'constructor.name')));
class Day extends Date { next(): Day { return new Day(this.getTime() + 86_400_000); } }
console.log(lodash.invoke(new Day(0).next(), 'toISOString'), lodash.invoke(/a(.)/y, 'exec', 'ab'));

const mine = Symbol('mine');
const emitter = new Emitter();
emitter.on(mine, (value: number) => { console.log('mine', value); });
(emitter as unknown as Record<symbol, number>)[mine] = 5;
console.log(emitter.emit(mine, 1), emitter.eventNames()[0] === mine, (emitter as unknown as Record<symbol, number>)[mine], mine in emitter);
