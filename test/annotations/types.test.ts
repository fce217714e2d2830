// The types of annotated functions are those of the functions.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { installed } from '../harness/index.js';

const FUNCTIONS = `
import { passthrough, record } from 'reprise';
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;
declare function same<A, B>(yes: Same<A, B>): void;

function overloaded(a: string): string;
function overloaded(a: number): number;
function overloaded(a: unknown): unknown { return a; }
async function generic<T extends object>(this: { by: number }, a: T, b = 1, ...rest: string[]): Promise<T[]> { return [a]; }
function isText(a: unknown): a is string { return typeof a === 'string'; }
function* counted(n: number): Generator<number, string, boolean> { yield n; return ''; }

const o = record(overloaded);
const g = record(generic);
const p = passthrough(isText);
const c = record(counted);
const arrow = record(async (a: number) => a);
same<typeof o, typeof overloaded>(true);
same<typeof g, typeof generic>(true);
same<typeof p, typeof isText>(true);
same<typeof c, typeof counted>(true);
same<typeof arrow, (a: number) => Promise<number>>(true);
// @ts-expect-error no function
record(5);
// @ts-expect-error applied to nothing
record();
`;

const METHODS = `
import { passthrough, record } from 'reprise';
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;
declare function same<A, B>(yes: Same<A, B>): void;
interface Loads<T> { load(a: T, b?: number): Promise<T> }
abstract class Base<T> implements Loads<T> {
  @record async load(a: T, b = 1): Promise<T> { return a; }
  over(a: string): string;
  over(a: number): number;
  @record over(a: unknown): unknown { return a; }
  @record static make<U>(this: void, u: U): U { return u; }
  @record get x(): number { return 1; }
  set y(value: string) { /* nothing */ }
  @passthrough *each(): Generator<number> { yield 1; }
  @record protected async hidden() { return 1; }
  abstract late(): void;
}
class Derived extends Base<string> {
  @record override async load(a: string): Promise<string> { return super.load(a); }
  late() { /* nothing */ }
}
same<Base<string>['load'], (a: string, b?: number) => Promise<string>>(true);
same<Derived['load'], (a: string) => Promise<string>>(true);
same<(typeof Base)['make'], <U>(this: void, u: U) => U>(true);
same<Derived['x'], number>(true);
same<ReturnType<Derived['each']>, Generator<number>>(true);
const loads: Loads<string> = new Derived();
void loads;
// @ts-expect-error a class is no function
@record class Whole {}
void Whole;
`;

const FIELDS = `
import { record } from 'reprise';
export class Fields {
  @record field = async (a: number): Promise<string> => String(a);
  @record #hidden(a: number): number { return a; }
  run(): Promise<string> { return this.field(this.#hidden(1)); }
  // @ts-expect-error no function
  @record value = 5;
}
`;

const standard = { 'functions.ts': FUNCTIONS, 'methods.ts': METHODS, 'fields.ts': FIELDS };
const node16: ts.CompilerOptions = { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 };
const bundler: ts.CompilerOptions = { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler };

describe('annotated functions and methods', () => {
  it.each<[name: string, files: Readonly<Record<string, string>>, options: ts.CompilerOptions]>([
    ['node16', standard, node16],
    ['bundler', standard, bundler],
    ['node16, with legacy decorators', { 'functions.ts': FUNCTIONS, 'methods.ts': METHODS }, { ...node16, experimentalDecorators: true }],
  ])('keep their types under %s', (_name, files, options) => {
    const folder = mkdtempSync(join(dirname(dirname(installed())), 'types-'));
    try {
      writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
      const program = ts.createProgram(Object.keys(files).map((name) => join(folder, name)), { target: ts.ScriptTarget.ES2022, lib: ['lib.es2022.d.ts'], strict: true, noEmit: true, types: [], ...options });
      const found = ts.getPreEmitDiagnostics(program).map(({ messageText, start = 0, file }) => `${file?.fileName.split('/').at(-1)}:${(file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
      expect(found).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('where nothing is recorded', () => {
  const { passthrough, record } = createRequire(import.meta.url)(installed('dist/runtime/index.js')) as Record<'record' | 'passthrough', (...args: unknown[]) => unknown>;

  it('a function is itself', () => {
    const fn = async (a: number) => a;
    expect(record!(fn)).toBe(fn);
    expect(passthrough!(fn)).toBe(fn);
    // As the callback of a map: further arguments are no decorator's.
    expect([fn].map(record!)).toEqual([fn]);
  });

  it.each<[name: string, apply: () => unknown, message: string]>([
    ['nothing', () => record!(), 'reprise: record is applied to nothing.\nApply it to a function: record(fn). The decorator is written without parentheses: @record'],
    ['a value', () => passthrough!(5), 'reprise: passthrough is applied to a value of type number.'],
    ['a class', () => record!(class Whole {}), 'reprise: record is applied to the class Whole.\nAnnotate its methods.'],
    ['a class, as a decorator', () => record!(class Whole {}, { kind: 'class', name: 'Whole', addInitializer() { /* none */ } }), 'reprise: record is applied to the class Whole.\nAnnotate methods.'],
    ['an automatic accessor', () => record!({}, { kind: 'accessor', name: 'x', addInitializer() { /* none */ } }), 'reprise: record is applied to the automatic accessor x.'],
    ['a parameter', () => record!({}, 'm', 0), 'reprise: record is applied to a parameter of m.\nAnnotate the method.'],
    ['a field, under experimentalDecorators', () => record!({}, 'field', undefined), 'reprise: record is applied to the field field.\nUnder experimentalDecorators, a field is annotated by its value: field = record(…)'],
  ])('%s is refused', (_name, apply, message) => {
    expect(apply).toThrow(expect.objectContaining({ code: 'REPRISE_ANNOTATION', message: expect.stringContaining(message) as string }));
  });
});
