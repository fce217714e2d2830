// Symbols across the membrane: well-known and registered ones by name, all others by number. Those of the program get
// theirs on the way out, in both modes; those of the outside where a recording names them first.
import { Tag, type Neutral, type ValueNode } from '../recording/value.js';
import type { ByteWriter } from '../recording/bytes.js';
import { getPrototypeOf, ownKeys } from './natives.js';

const wellKnown = new Map<symbol, string>();
for (const key of Object.getOwnPropertyNames(Symbol)) {
  const value: unknown = (Symbol as unknown as Record<string, unknown>)[key];
  if (typeof value === 'symbol') wellKnown.set(value, key);
}
/** Tables that keep no symbol alive: a program may make one for each request. Registered symbols cannot be their keys. */
const numbers = new WeakMap<symbol, number>();
const programNumbers = new WeakMap<symbol, number>();
let lastNumber = 0;
let lastProgramNumber = 0;

/** In a replay: symbols by their numbers. */
const symbols = new Map<number, symbol>();
const programSymbols = new Map<number, symbol>();
/** Set once at start: whether `programSymbols` is kept. */
let replaying = false;

/** Replays find symbols by number again; recordings need not, and so leak none. */
export function keepSymbols(): void {
  replaying = true;
}

/** Appends a symbol. */
export function writeSymbol(writer: ByteWriter, value: symbol): void {
  const known = wellKnown.get(value);
  const key = known ?? Symbol.keyFor(value);
  if (key !== undefined) {
    writer.byte(known === undefined ? Tag.RegisteredSymbol : Tag.WellKnownSymbol);
    writer.string(key);
    return;
  }
  let id = programNumbers.get(value);
  writer.byte(id === undefined ? Tag.Symbol : Tag.ProgramSymbol);
  if (id === undefined) id = numbers.get(value);
  if (id === undefined) numbers.set(value, id = ++lastNumber);
  writer.varint(id);
  if (value.description === undefined) writer.byte(Tag.Undefined);
  else writer.string(value.description);
}

/** A symbol is on its way out: one that never crossed is the program's, and gets a number. */
export function sendSymbol(value: symbol): void {
  if (wellKnown.has(value) || Symbol.keyFor(value) !== undefined || numbers.has(value) || programNumbers.has(value)) return;
  const id = ++lastProgramNumber;
  programNumbers.set(value, id);
  if (replaying) programSymbols.set(id, value);
}

/** {@link sendSymbol} for what may be the key of a crossing. */
export function sendKey(key: PropertyKey | undefined): void {
  if (typeof key === 'symbol') sendSymbol(key);
}

/** In a replay: the program's symbol of a number. */
export function programSymbol(id: number): symbol | undefined {
  return programSymbols.get(id);
}

/** In a replay: the key by which the outside met a part of a program object, if it is a symbol that is first named by this. */
export function exposedSymbol(key: Neutral, object: object): symbol | undefined {
  if (typeof key !== 'object' || key?.t !== 'program-symbol' || programSymbols.has(key.id)) return undefined;
  for (let at: object | null = object; at !== null; at = getPrototypeOf(at)) {
    const found = ownKeys(at).find((own) => typeof own === 'symbol' && own.description === key.description && !programNumbers.has(own));
    if (found === undefined) continue;
    sendKey(found);
    return found as symbol;
  }
  return undefined;
}

/** The symbol of the outside that a recording names. A number seen before gives the same symbol. */
export function readSymbol(node: Extract<ValueNode, { t: 'well-known' | 'registered' | 'symbol' }>): symbol {
  if (node.t === 'well-known') return (Symbol as unknown as Record<string, symbol>)[node.key] ?? Symbol(node.key);
  if (node.t === 'registered') return Symbol.for(node.key);
  let value = symbols.get(node.id);
  if (value === undefined) {
    value = Symbol(node.description);
    symbols.set(node.id, value);
    numbers.set(value, node.id);
  }
  return value;
}
