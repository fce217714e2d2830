// Old constructors, whose instances recorded functions give and throw.
function Old(this: any, v: number) { this.v = v; }
Old.prototype.get = function () { return this.v; };
/** @record */ function make() { return new (Old as any)(3); }
/** @record */ function thrower() { throw new (Old as any)(4); }
const o = make();
console.log(o instanceof Old, o.get(), o.constructor === Old, o.constructor.name);
try { thrower(); } catch (e: any) { console.log(e instanceof Old, e.get()); }
function Sub(this: any, v: number) { (Old as any).call(this, v); } Sub.prototype = Object.create(Old.prototype, { constructor: { value: Sub, writable: true, configurable: true } }); Sub.prototype.twice = function () { return this.v * 2; };
const s = (/** @record */ () => new (Sub as any)(6))(); console.log(s instanceof Sub, s instanceof Old, s.twice(), s.get());
function Fail(this: any, m: string) { const e = Error.call(this, m); this.message = e.message; this.stack = e.stack; } Fail.prototype = Object.create(Error.prototype); Fail.prototype.constructor = Fail; 
try { (/** @record */ () => { throw new (Fail as any)('m'); })(); } catch (e: any) { console.log(e instanceof Fail, e instanceof Error, e.message); }
export {};
