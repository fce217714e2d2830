// Uses of globals, and of what leads to them without naming them.

import type ts from 'typescript';
import { LANGUAGE_GLOBALS, treatedGlobal, type Found } from '../boundary/index.js';
import type { PlaceList } from './place-list.js';
import type { ProblemCode } from './problems.js';
import { chainFrom, shortened, type Reference } from './references.js';

/** Names that never exist in Node: asked for by `typeof` first, they only say where the code runs. */
const ELSEWHERE = new Set(['window', 'document', 'self', 'location', 'Deno', 'Bun', 'importScripts', 'WorkerGlobalScope', 'XMLHttpRequest', 'define', 'frames']);
/** Names of a function or a CommonJS module itself. */
const OWN = new Set(['exports', 'arguments', 'this']);

/**
 * Adds the place that a use of a global is. Those of the language are none, unless they lead out.
 *
 * @param probed - globals that the file asks for by `typeof`
 */
export function addGlobal(list: PlaceList, reference: Reference, ancestors: readonly ts.Node[], probed: ReadonlySet<string>): void {
  const { name, members, use, start, node, operation } = reference;
  const path = [name, ...members].join('.');
  if (use === 'probe' || OWN.has(name)) return;
  if (name === '__filename' || name === '__dirname') {
    return list.add(node, operation, { path: name, treatment: 'value', category: 'modules' }, list.covered.has('path', start) ? undefined : 'not-planned');
  }
  if ((name === 'module' && list.facts.plan.format === 'commonjs') || (name === 'require' && members[0] === 'main')) {
    return isHarmless(list, reference, ancestors) ? undefined : list.add(node, operation, { path, treatment: 'uncovered', category: 'modules' }, 'module-object');
  }
  // A call of it is a place by what it loads.
  if (name === 'require' && use === 'call' && members.length === 0) return;
  const found = treatedGlobal(name, members);
  if (found === undefined) {
    const harmless = (probed.has(name) && ELSEWHERE.has(name)) || (use === 'write' && !list.facts.strict);
    return harmless ? undefined : list.add(node, operation, { path, treatment: 'uncovered', category: 'engine' }, 'unknown-global');
  }
  const wrong = problemOf(list, reference, found);
  const taken = reference.taken.map((member) => treatedGlobal(name, [...members, member])).find((one) => one?.treatment === 'uncovered');
  // The language's own are no places, nor is `Math.floor`.
  if (wrong === undefined && taken === undefined && found.treatment === 'pure' && (LANGUAGE_GLOBALS.has(name) || name === 'Math')) return;
  // Code from text may do anything.
  list.add(node, operation, taken ?? (wrong === 'eval' || wrong === 'dynamic-code' ? { ...found, category: 'engine' } : found), wrong);
}

/** `module.exports`, and the question whether the module is the entry. */
function isHarmless(list: PlaceList, { name, members, node }: Reference, ancestors: readonly ts.Node[]): boolean {
  const { ts } = list.facts;
  if (name === 'require') return members.length === 1;
  const compared = ancestors.some((ancestor) => ts.isBinaryExpression(ancestor) && (ancestor.left === node || ancestor.right === node));
  return members[0] === 'exports' || (members.length === 0 && compared);
}

function problemOf({ covered }: PlaceList, { name, members, use, start }: Reference, { treatment }: Found): ProblemCode | undefined {
  if (name === 'eval') return covered.takeMark('eval', start) ? 'eval' : 'dynamic-code';
  if (name === 'Function' && members.length === 0 && (use === 'call' || use === 'construct')) return 'dynamic-code';
  if (use === 'write') return replacesGlobal(name, members) ? 'global-write' : undefined;
  if (treatment === 'uncovered') covered.takeMark('shared-memory', start);
  if (treatment === 'pure' || treatment === 'uncovered' || covered.has('reference', start)) return undefined;
  return use === 'element' ? 'outside-element' : 'not-planned';
}

/** Whether a write replaces something that the outside uses as well. What is written to a handle is recorded. */
function replacesGlobal(name: string, members: readonly string[]): boolean {
  const [head, ...rest] = name === 'globalThis' || name === 'global' ? members : [name, ...members];
  if (head === undefined || head === 'require' || treatedGlobal(head, []) === undefined) return false;
  if (head === 'process') return rest.length === 0;
  return head !== 'Error' || rest[0] !== 'stackTraceLimit';
}

/** `x.constructor.constructor` makes functions from text, like `Function`. */
export function addConstructor(list: PlaceList, node: ts.PropertyAccessExpression): void {
  const { ts, file } = list.facts;
  const inner = node.expression;
  if (node.name.text !== 'constructor' || !ts.isPropertyAccessExpression(inner) || inner.name.text !== 'constructor') return;
  list.add(node, shortened(node.getText(file)), { path: 'Function', treatment: 'uncovered', category: 'engine' }, 'dynamic-code');
}

/** `(function () { return this; })()` in sloppy code, and members of globals that are read from such a `this`. */
export function addSloppyThis(list: PlaceList, node: ts.Node, ancestors: readonly ts.Node[]): void {
  const { ts, file, strict } = list.facts;
  const at = ancestors.findLastIndex((ancestor) => (ts.isFunctionLike(ancestor) && !ts.isArrowFunction(ancestor)) || ts.isClassLike(ancestor));
  const owner = ancestors[at];
  if (strict || owner === undefined || !(ts.isFunctionDeclaration(owner) || ts.isFunctionExpression(owner))) return;
  const { members } = chainFrom(ts, file, node, ancestors);
  const outer = chainFrom(ts, file, owner, ancestors.slice(0, at));
  const isGlobal = members[0] !== undefined && treatedGlobal(members[0], []) !== undefined;
  if (!isGlobal && (outer.use !== 'call' || outer.members.length > 0)) return;
  list.add(node, ['this', ...members].join('.'), { path: ['globalThis', ...members].join('.'), treatment: 'uncovered', category: 'engine' }, 'sloppy-this');
}
