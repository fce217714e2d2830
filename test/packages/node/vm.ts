// Contexts of node:vm that are made of the program's objects.
import vm from 'node:vm';
const ctx = vm.createContext({ console, x: 1, cb: (n: number) => n + 1 });
console.log(vm.runInContext('Math.max(1, 2) + [1,2].length + cb(x)', ctx));
vm.runInContext('y = x + 1; x = 10; globalThis.z = { a: [1] }; var w = 3; function f(a) { return a * 2 }', ctx);
console.log(ctx['y'], ctx['x'], ctx['z'], ctx['w'], (ctx['f'] as any)(4), Object.keys(ctx).join());
ctx['added'] = 7; console.log(vm.runInContext('added + y', ctx));
console.log(vm.runInNewContext('JSON.stringify({ a: n, t: typeof console.log, d: new Array(2).length })', { n: 2, console }));
const s = new vm.Script('count = (count || 0) + 1; console.log("in vm", count); count'); const c2 = vm.createContext({ count: 0, console }); console.log(s.runInContext(c2), s.runInContext(c2), (c2 as any).count);
try { vm.runInContext('null.x', ctx); } catch (e) { console.log((e as Error).name, e instanceof TypeError); }
console.log(vm.isContext(ctx), await vm.runInContext('(async () => { await null; late = 5; return 8 })()', ctx), (ctx as any).late);
