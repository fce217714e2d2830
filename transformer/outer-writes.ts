// What the body of a recorded function writes outside of itself, as far as the source shows it: variables, properties of
// what variables hold, arrays, maps and sets that are changed by their methods. What it got as `this` or as an argument is watched at
// run time, and what belongs to the outside is recorded there: neither is lost.

import type ts from 'typescript';
import type { Planner } from './planner.js';
import type { Scope } from './scope.js';
import { withoutWrappers } from './syntax.js';
import type { Typescript } from './typescript.js';

type Collection = 'array' | 'map' | 'set';

const WRITING: Readonly<Record<Collection, ReadonlySet<string>>> = {
  array: new Set(['copyWithin', 'fill', 'pop', 'push', 'reverse', 'set', 'shift', 'sort', 'splice', 'unshift']),
  map: new Set(['clear', 'delete', 'set']),
  set: new Set(['add', 'clear', 'delete']),
};

/** Types and classes by what their instances are. */
const COLLECTIONS: Readonly<Record<string, Collection>> = { Array: 'array', Map: 'map', WeakMap: 'map', Set: 'set', WeakSet: 'set' };

/** Functions of the language that write into their first argument. */
const WRITERS: ReadonlySet<string> = new Set([
  'Object.assign', 'Object.defineProperties', 'Object.defineProperty', 'Object.setPrototypeOf', 'Reflect.defineProperty', 'Reflect.deleteProperty', 'Reflect.set', 'Reflect.setPrototypeOf',
]);

/** Marks the target of an assignment, `++` or `delete`. */
export function checkWrite(planner: Planner, target: ts.Node, scope: Scope): void {
  const { ts, builder } = planner;
  if (planner.recorded === undefined) return;
  if (ts.isIdentifier(target)) {
    if (isOuter(planner, target.text, scope)) builder.mark('outer-write', target);
  } else if (isMember(ts, target) && writesOuter(planner, target, scope)) builder.mark('outer-write', target);
}

/** Marks a call that changes what an outer variable holds. */
export function checkCall(planner: Planner, call: ts.CallExpression, scope: Scope): void {
  const { ts, builder } = planner;
  if (planner.recorded === undefined) return;
  const callee = withoutWrappers(ts, call.expression);
  if (!ts.isPropertyAccessExpression(callee)) return;
  const [first] = call.arguments;
  const object = withoutWrappers(ts, callee.expression);
  if (ts.isIdentifier(object) && WRITERS.has(`${object.text}.${callee.name.text}`) && scope.lookup(object.text) === undefined) {
    if (first !== undefined && writesOuter(planner, first, scope)) builder.mark('outer-write', first);
  } else if (changes(planner, object, callee.name.text, scope)) builder.mark('outer-write', callee);
}

function isOuter({ recorded }: Planner, name: string, scope: Scope): boolean {
  return recorded !== undefined && !scope.bindsBelow(name, recorded);
}

/** Whether the variable that an expression starts at lies outside, and holds something of the program. */
function writesOuter(planner: Planner, expression: ts.Node, scope: Scope): boolean {
  const { ts, roots } = planner;
  let head = withoutWrappers(ts, expression as ts.Expression);
  while (isMember(ts, head)) head = withoutWrappers(ts, head.expression);
  if (!ts.isIdentifier(head) || !isOuter(planner, head.text, scope) || roots.slotOf(head.text, scope) !== undefined) return false;
  // The class of `this`, or of an argument, is watched with it.
  return !planner.classesAround.includes(head.text) && !declarations(planner, head.text).some(({ initializer }) => initializer !== undefined && isOutside(planner, initializer, scope));
}

/** Whether an expression gives what belongs to the outside: it starts at a root. */
function isOutside({ ts, roots }: Planner, expression: ts.Expression, scope: Scope): boolean {
  let head = withoutWrappers(ts, expression);
  while (isMember(ts, head) || ts.isCallExpression(head) || ts.isNewExpression(head) || ts.isAwaitExpression(head)) head = withoutWrappers(ts, head.expression);
  return ts.isIdentifier(head) && roots.slotOf(head.text, scope) !== undefined;
}

/** Whether a method changes what an outer variable, or a property of one, holds by all its declarations. */
function changes(planner: Planner, object: ts.Expression, method: string, scope: Scope): boolean {
  const { ts } = planner;
  const path: string[] = [];
  let head = object;
  for (; ts.isPropertyAccessExpression(head); head = withoutWrappers(ts, head.expression)) path.unshift(head.name.text);
  if (!ts.isIdentifier(head) || !isOuter(planner, head.text, scope)) return false;
  const kinds = declarations(planner, head.text).map((declaration) => collectionOf(ts, path.reduce((at, name) => propertyOf(ts, at, name), declaration)));
  return kinds.length > 0 && kinds.every((kind) => kind !== undefined && WRITING[kind].has(method));
}

function propertyOf(ts: Typescript, { initializer }: Declared, name: string): Declared {
  const literal = initializer === undefined ? undefined : withoutWrappers(ts, initializer);
  if (literal === undefined || !ts.isObjectLiteralExpression(literal)) return {};
  return literal.properties.find((property): property is ts.PropertyAssignment => ts.isPropertyAssignment(property) && ts.isIdentifier(property.name) && property.name.text === name) ?? {};
}

interface Declared { readonly type?: ts.TypeNode | undefined; readonly initializer?: ts.Expression | undefined }

const known = new WeakMap<ts.SourceFile, Map<string, Declared[]>>();

/** The variables and parameters of a name, wherever they are declared in the file. */
function declarations({ ts, file }: Planner, name: string): readonly Declared[] {
  let names = known.get(file);
  if (names === undefined) {
    known.set(file, names = new Map<string, Declared[]>());
    const found = names;
    const visit = (node: ts.Node): void => {
      if ((ts.isVariableDeclaration(node) || ts.isParameter(node)) && ts.isIdentifier(node.name)) found.set(node.name.text, [...found.get(node.name.text) ?? [], node]);
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return names.get(name) ?? [];
}

function collectionOf(ts: Typescript, { type, initializer }: Declared): Collection | undefined {
  if (type !== undefined && ts.isArrayTypeNode(type)) return 'array';
  const named = type !== undefined && ts.isTypeReferenceNode(type) ? type.typeName : undefined;
  if (named !== undefined && ts.isIdentifier(named) && Object.hasOwn(COLLECTIONS, named.text)) return COLLECTIONS[named.text];
  const value = initializer === undefined ? undefined : withoutWrappers(ts, initializer);
  if (value === undefined) return undefined;
  if (ts.isArrayLiteralExpression(value)) return 'array';
  const made = ts.isNewExpression(value) ? withoutWrappers(ts, value.expression) : undefined;
  return made !== undefined && ts.isIdentifier(made) && Object.hasOwn(COLLECTIONS, made.text) ? COLLECTIONS[made.text] : undefined;
}

function isMember(ts: Typescript, node: ts.Node): node is ts.PropertyAccessExpression | ts.ElementAccessExpression {
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
}
