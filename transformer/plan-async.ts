// Bodies of async functions: a rejection that leaves one has to be what the program is to see.

import type ts from 'typescript';
import { ErrorAt } from './errors.js';
import type { Planner } from './planner.js';
import { bindingNames, directivesOf, hasModifier } from './syntax.js';
import type { Typescript } from './typescript.js';

/** Plans the `try` around the body of an async function that awaits. */
export function planAsyncBody(planner: Planner, body: ts.ConciseBody): void {
  const { ts, builder } = planner;
  if (!ts.isBlock(body)) {
    builder.edit({ kind: 'async', ...builder.span(body), expression: true, directives: 0, statements: null, hoisted: [] });
    return;
  }
  const directives = directivesOf(ts, body.statements).length;
  const hoisted = collidingFunctions(planner, body);
  if (hoisted.length > 0 && body.statements.some((statement) => isLexical(ts, statement))) {
    throw new ErrorAt(hoisted[0]?.getStart(planner.file) ?? body.pos, 'a function here has the same name as a variable of the async function around it, which cannot be wrapped; rename one of them');
  }
  const guarded = body.statements.slice(directives).filter((statement) => !hoisted.includes(statement));
  const first = guarded[0];
  const last = guarded[guarded.length - 1];
  if (first === undefined || last === undefined) return;
  builder.edit({
    kind: 'async',
    ...builder.span(body),
    expression: false,
    directives,
    statements: { start: first.getStart(planner.file), end: last.end },
    hoisted: hoisted.map((statement) => builder.span(statement)),
  });
}

/** Function declarations, be they labelled, that are legal in a function body and would not be in a block. */
function collidingFunctions(planner: Planner, body: ts.Block): readonly ts.Statement[] {
  const { ts, strict } = planner;
  const declaring = body.statements.filter((statement) => declaredFunction(ts, statement) !== undefined);
  if (declaring.length === 0) return [];
  const variables = variablesOf(ts, body);
  const seen = new Set<string>();
  const collides = declaring.some((statement) => {
    const declaration = declaredFunction(ts, statement) as ts.FunctionDeclaration;
    const name = declaration.name?.text ?? '';
    const special = declaration.asteriskToken !== undefined || hasModifier(ts, declaration, ts.SyntaxKind.AsyncKeyword);
    const twice = seen.has(name) && (strict || special);
    seen.add(name);
    return twice || variables.has(name);
  });
  return collides ? declaring : [];
}

function declaredFunction(ts: Typescript, statement: ts.Statement): ts.FunctionDeclaration | undefined {
  let inner = statement;
  while (ts.isLabeledStatement(inner)) inner = inner.statement;
  return ts.isFunctionDeclaration(inner) && inner.body !== undefined ? inner : undefined;
}

/** Names that `var` binds in a body, also in blocks within it. */
function variablesOf(ts: Typescript, body: ts.Block): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
    if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0) {
      for (const { name } of node.declarations) bindingNames(ts, name).forEach((bound) => names.add(bound));
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(body, visit);
  return names;
}

function isLexical(ts: Typescript, statement: ts.Statement): boolean {
  if (ts.isVariableStatement(statement)) return (statement.declarationList.flags & ts.NodeFlags.BlockScoped) !== 0;
  return ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement);
}
